package org.melascope.evaluation;

import org.hipparchus.distribution.discrete.HypergeometricDistribution;

/**
 * Fisher's exact test of whether two groups have the same share (Fisher, "Statistical Methods for
 * Research Workers", 1934): with the margins of the table of four counts given, one of them has a
 * hypergeometric distribution if they have. It takes the members of the groups as independent.
 */
final class FisherExact {
  /** What rounding may make of probabilities that are equal. */
  private static final double EQUAL = 1 + 1e-7;

  private FisherExact() {}

  /**
   * The two-sided p value: the probability of all tables with these margins that are at most as
   * probable as this one.
   *
   * @param first how many of the first group are counted, from 0 to {@code ofFirst}
   * @param second how many of the second, from 0 to {@code ofSecond}
   * @throws IllegalArgumentException if more are counted than there are, or there are none at all
   */
  static double p(int first, int ofFirst, int second, int ofSecond) {
    if (first < 0 || first > ofFirst || second < 0 || second > ofSecond) {
      throw new IllegalArgumentException(
          "no shares: %d of %d, %d of %d".formatted(first, ofFirst, second, ofSecond));
    }
    if (ofFirst + ofSecond == 0) {
      throw new IllegalArgumentException("a test needs somebody to count");
    }
    HypergeometricDistribution counts =
        new HypergeometricDistribution(ofFirst + ofSecond, first + second, ofFirst);
    double observed = counts.probability(first);
    double p = 0;
    for (int i = counts.getSupportLowerBound(); i <= counts.getSupportUpperBound(); i++) {
      double probability = counts.probability(i);
      p += probability <= observed * EQUAL ? probability : 0;
    }
    return Math.min(1, p);
  }
}
