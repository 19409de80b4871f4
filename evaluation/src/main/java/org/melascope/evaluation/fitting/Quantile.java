package org.melascope.evaluation.fitting;

import java.util.Arrays;

/** Order statistics. */
final class Quantile {
  private Quantile() {}

  /**
   * A value of the sample such that at most a share {@code 1 - share} of it is greater and at most
   * {@code share} smaller.
   *
   * @param values at least one
   * @param share in [0, 1]
   */
  static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int smaller = (int) Math.floor(share * sorted.length);
    return sorted[Math.min(sorted.length - 1, smaller)];
  }
}
