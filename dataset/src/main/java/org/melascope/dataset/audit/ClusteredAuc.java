package org.melascope.dataset.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.hipparchus.stat.ranking.TiesStrategy;

/**
 * The area under the ROC curve with its 95 % interval, where pictures of one lesion (or copies of
 * one picture) count as one cluster and not as independent (Obuchowski, "Nonparametric analysis of
 * clustered ROC curve data", Biometrics 53, 1997). With one picture in each cluster it is DeLong's
 * interval.
 *
 * @param value the area, in [0, 1]
 * @param low lower end of the interval, cut to [0, 1]
 * @param high upper end, likewise
 */
public record ClusteredAuc(double value, double low, double high) {
  private static final double Z = 1.959963984540054;

  public ClusteredAuc {
    if (!(0 <= low && low <= value && value <= high && high <= 1)) {
      throw new IllegalArgumentException("no area: " + value + " [" + low + ", " + high + "]");
    }
  }

  /** Sums of the placements of one cluster's pictures, and how many there are. */
  private static final class Cluster {
    private double positives;
    private double negatives;
    private int positiveCount;
    private int negativeCount;
  }

  /**
   * The area of these scores.
   *
   * @param clusters which pictures belong together: those of equal numbers
   * @throws IllegalArgumentException if there are not two clusters with pictures of each class
   */
  static ClusteredAuc of(double[] scores, boolean[] positive, int[] clusters) {
    Map<Integer, Cluster> sums = placements(scores, positive, clusters);
    double m = 0;
    double n = 0;
    double total = 0;
    for (Cluster cluster : sums.values()) {
      m += cluster.positiveCount;
      n += cluster.negativeCount;
      total += cluster.positives;
    }
    long withPositives = sums.values().stream().filter(c -> c.positiveCount > 0).count();
    long withNegatives = sums.values().stream().filter(c -> c.negativeCount > 0).count();
    if (withPositives < 2 || withNegatives < 2) {
      throw new IllegalArgumentException("an area needs two lesions of each class");
    }
    double area = Math.max(0, Math.min(1, total / m));
    double s10 = 0;
    double s01 = 0;
    double s11 = 0;
    for (Cluster cluster : sums.values()) {
      double p = cluster.positives - cluster.positiveCount * area;
      double q = cluster.negatives - cluster.negativeCount * area;
      s10 += p * p;
      s01 += q * q;
      s11 += p * q;
    }
    s10 *= withPositives / ((withPositives - 1) * m);
    s01 *= withNegatives / ((withNegatives - 1) * n);
    s11 *= (double) sums.size() / (sums.size() - 1);
    double variance = s10 / m + s01 / n + 2 * s11 / (m * n);
    double half = Z * Math.sqrt(Math.max(0, variance));
    return new ClusteredAuc(area, Math.max(0, area - half), Math.min(1, area + half));
  }

  /**
   * For each positive picture the share of negative ones below it, for each negative one the share
   * of positive ones above it, ties half; by midranks (Sun and Xu, IEEE Signal Processing Letters
   * 21, 2014).
   */
  private static Map<Integer, Cluster> placements(
      double[] scores, boolean[] positive, int[] clusters) {
    NaturalRanking midranks = new NaturalRanking(TiesStrategy.AVERAGE);
    double[] all = midranks.rank(scores);
    double[] positives = midranks.rank(of(true, scores, positive));
    double[] negatives = midranks.rank(of(false, scores, positive));
    Map<Integer, Cluster> sums = new HashMap<>();
    int p = 0;
    int n = 0;
    for (int i = 0; i < scores.length; i++) {
      Cluster cluster = sums.computeIfAbsent(clusters[i], key -> new Cluster());
      if (positive[i]) {
        cluster.positives += (all[i] - positives[p++]) / negatives.length;
        cluster.positiveCount++;
      } else {
        cluster.negatives += 1 - (all[i] - negatives[n++]) / positives.length;
        cluster.negativeCount++;
      }
    }
    return sums;
  }

  private static double[] of(boolean wanted, double[] scores, boolean[] positive) {
    double[] some = new double[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i] == wanted) {
        some[count++] = scores[i];
      }
    }
    return Arrays.copyOf(some, count);
  }
}
