package org.melascope.dataset.audit;

import java.util.Arrays;

/**
 * Tells two classes apart by a sum of steps, each in one feature: gradient boosting of the logistic
 * loss with trees of one split (Friedman, "Greedy function approximation: a gradient boosting
 * machine", Annals of Statistics 29, 2001), on features sorted into bins. It finds any dependence
 * on a feature, not only rising or falling ones, but none that lies in two features together.
 */
final class BoostedStumps {
  private static final int BINS = 32;
  private static final int ROUNDS = 120;
  private static final double RATE = 0.2;

  /** Added to the curvature in a leaf, so that few pictures move it little. */
  private static final double SHRINKAGE = 5;

  /** For each feature the values that begin the second and later bins. */
  private final double[][] edges;

  /** For each feature what each bin adds to the log odds. */
  private final double[][] steps;

  private BoostedStumps(double[][] edges) {
    this.edges = edges;
    this.steps = new double[edges.length][BINS];
  }

  /**
   * Learns from examples; the same ones always give the same result.
   *
   * @param rows features by example, at least one example, all finite
   * @param positive the class of each example
   */
  static BoostedStumps fit(double[][] rows, boolean[] positive) {
    double[][] edges = new double[rows[0].length][];
    for (int feature = 0; feature < edges.length; feature++) {
      edges[feature] = quantiles(rows, feature);
    }
    BoostedStumps stumps = new BoostedStumps(edges);
    stumps.boost(stumps.binned(rows), positive);
    return stumps;
  }

  /**
   * What the features add to the log odds of the positive class. The odds themselves are left out:
   * in a cross-validation they are lowest where the class is most frequent, which would make
   * guesses from nothing look worse than chance.
   */
  double score(double[] row) {
    double score = 0;
    for (int feature = 0; feature < edges.length; feature++) {
      score += steps[feature][bin(feature, row[feature])];
    }
    return score;
  }

  private void boost(int[][] bins, boolean[] positive) {
    int positives = 0;
    for (boolean one : positive) {
      positives += one ? 1 : 0;
    }
    double bias = Math.log((positives + 0.5) / (positive.length - positives + 0.5));
    double[] scores = new double[positive.length];
    Arrays.fill(scores, bias);
    for (int round = 0; round < ROUNDS; round++) {
      Stump best = bestStump(bins, positive, scores);
      if (best.gain <= 0) {
        return;
      }
      for (int bin = 0; bin < BINS; bin++) {
        steps[best.feature][bin] += best.step(bin);
      }
      for (int i = 0; i < scores.length; i++) {
        scores[i] += best.step(bins[best.feature][i]);
      }
    }
  }

  /** A split of one feature before a bin, with what the two sides add and the loss it saves. */
  private record Stump(int feature, int split, double below, double above, double gain) {
    double step(int bin) {
      return bin < split ? below : above;
    }
  }

  private Stump bestStump(int[][] bins, boolean[] positive, double[] scores) {
    double[] gradient = new double[scores.length];
    double[] curvature = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      double p = 1 / (1 + Math.exp(-scores[i]));
      gradient[i] = (positive[i] ? 1 : 0) - p;
      curvature[i] = p * (1 - p);
    }
    Stump best = new Stump(0, 0, 0, 0, 0);
    for (int feature = 0; feature < bins.length; feature++) {
      Stump stump = bestSplit(feature, bins[feature], gradient, curvature);
      best = stump.gain > best.gain + 1e-9 ? stump : best;
    }
    return best;
  }

  private Stump bestSplit(int feature, int[] bins, double[] gradient, double[] curvature) {
    double[] g = new double[BINS];
    double[] h = new double[BINS];
    for (int i = 0; i < bins.length; i++) {
      g[bins[i]] += gradient[i];
      h[bins[i]] += curvature[i];
    }
    double allG = Arrays.stream(g).sum();
    double allH = Arrays.stream(h).sum();
    double whole = allG * allG / (allH + SHRINKAGE);
    Stump best = new Stump(feature, 0, 0, 0, 0);
    double belowG = 0;
    double belowH = 0;
    for (int split = 1; split <= edges[feature].length; split++) {
      belowG += g[split - 1];
      belowH += h[split - 1];
      double below = belowG / (belowH + SHRINKAGE);
      double above = (allG - belowG) / (allH - belowH + SHRINKAGE);
      double gain = below * belowG + above * (allG - belowG) - whole;
      if (gain > best.gain) {
        best = new Stump(feature, split, RATE * below, RATE * above, gain);
      }
    }
    return best;
  }

  private int[][] binned(double[][] rows) {
    int[][] bins = new int[edges.length][rows.length];
    for (int feature = 0; feature < edges.length; feature++) {
      for (int i = 0; i < rows.length; i++) {
        bins[feature][i] = bin(feature, rows[i][feature]);
      }
    }
    return bins;
  }

  private int bin(int feature, double value) {
    int at = Arrays.binarySearch(edges[feature], value);
    return at >= 0 ? at + 1 : -at - 1;
  }

  private static double[] quantiles(double[][] rows, int feature) {
    double[] sorted = Arrays.stream(rows).mapToDouble(row -> row[feature]).sorted().toArray();
    double[] edges = new double[BINS - 1];
    for (int i = 1; i < BINS; i++) {
      edges[i - 1] = sorted[(int) ((long) i * sorted.length / BINS)];
    }
    return Arrays.stream(edges).filter(edge -> edge > sorted[0]).distinct().toArray();
  }
}
