package org.melascope.evaluation.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.melascope.gates.Novelty;

/**
 * The statistics of a {@link Novelty}, from what a network makes of training pictures: one group
 * for the malignant, one for the benign, each with a covariance of its own. With one covariance for
 * all, melanomas, of which no two are alike, are refused several times as often as naevi.
 */
final class NoveltyFit {
  /**
   * How much of each covariance is that of a ball of equal volume: what was not seen varies, too.
   */
  private static final double SHRINKAGE = 0.01;

  private NoveltyFit() {}

  /**
   * Fits the groups.
   *
   * @param drawn embeddings of synthetic lesions, which are a group of their own: the samples that
   *     come with Melascope are such lesions, and shall show what answers look like
   * @throws IllegalArgumentException if there are not two training pictures of a known class
   */
  static Novelty of(List<Observation> training, List<float[]> drawn) {
    List<Novelty.Group> groups = new ArrayList<>();
    for (boolean malignant : new boolean[] {true, false}) {
      List<double[]> embeddings =
          training.stream()
              .filter(seen -> isKnown(seen, malignant))
              .map(seen -> Novelty.scaled(seen.embedding()))
              .toList();
      if (embeddings.size() >= 2) {
        groups.add(group(embeddings));
      }
    }
    if (groups.isEmpty()) {
      throw new IllegalArgumentException(
          "there are not two training pictures of one class, so that what is usual is not known");
    }
    if (drawn.size() >= 2) {
      groups.add(group(drawn.stream().map(Novelty::scaled).toList()));
    }
    return new Novelty(groups);
  }

  private static boolean isKnown(Observation seen, boolean malignant) {
    return seen.picture()
        .label()
        .flatMap(label -> label.malignant())
        .equals(Optional.of(malignant));
  }

  private static Novelty.Group group(List<double[]> embeddings) {
    int width = embeddings.get(0).length;
    double[] mean = new double[width];
    for (double[] embedding : embeddings) {
      for (int i = 0; i < width; i++) {
        mean[i] += embedding[i] / embeddings.size();
      }
    }
    double[][] inverse = inverseOfLower(cholesky(covariance(embeddings, mean)));
    float[] whitening = new float[width * (width + 1) / 2];
    int next = 0;
    for (int row = 0; row < width; row++) {
      for (int column = 0; column <= row; column++) {
        whitening[next++] = (float) inverse[row][column];
      }
    }
    float[] centre = new float[width];
    for (int i = 0; i < width; i++) {
      centre[i] = (float) mean[i];
    }
    return new Novelty.Group(centre, whitening);
  }

  private static double[][] covariance(List<double[]> embeddings, double[] mean) {
    int width = mean.length;
    double[][] covariance = new double[width][width];
    double[] away = new double[width];
    for (double[] embedding : embeddings) {
      Arrays.setAll(away, i -> embedding[i] - mean[i]);
      for (int i = 0; i < width; i++) {
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += away[i] * away[j] / (embeddings.size() - 1);
        }
      }
    }
    double trace = 0;
    for (int i = 0; i < width; i++) {
      trace += covariance[i][i];
    }
    // Embeddings that are all alike leave no scale; any will do.
    double ball = trace > 0 ? trace / width : 1;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] *= 1 - SHRINKAGE;
      }
      covariance[i][i] += SHRINKAGE * ball;
    }
    return covariance;
  }

  /**
   * The lower triangle whose product with its transpose is the matrix; of it the lower part counts.
   */
  private static double[][] cholesky(double[][] matrix) {
    int width = matrix.length;
    double[][] factor = new double[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
    }
    return factor;
  }

  private static double[][] inverseOfLower(double[][] factor) {
    int width = factor.length;
    double[][] inverse = new double[width][width];
    for (int column = 0; column < width; column++) {
      for (int row = column; row < width; row++) {
        double sum = row == column ? 1 : 0;
        for (int k = column; k < row; k++) {
          sum -= factor[row][k] * inverse[k][column];
        }
        inverse[row][column] = sum / factor[row][row];
      }
    }
    return inverse;
  }
}
