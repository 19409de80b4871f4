package org.melascope.diagnosis;

import java.util.OptionalDouble;

/**
 * A share counted on data, with its 95 % confidence interval.
 *
 * @param successes how many it was true of, from 0 to {@code trials}
 * @param trials how many were looked at; with 0 the share is not known and the interval is [0, 1]
 * @param low lower end of the interval, in [0, 1]
 * @param high upper end of the interval, in [0, 1], not below {@code low}
 */
public record Proportion(long successes, long trials, double low, double high) {
  /** The 0.975 quantile of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  public Proportion {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "successes must be from 0 to the trials, not " + successes + " of " + trials);
    }
    if (!(low >= 0 && low <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "an interval of a proportion lies in [0, 1], not [" + low + ", " + high + "]");
    }
  }

  /**
   * The proportion with Wilson's score interval (Wilson 1927; method 3 of Newcombe, "Two-sided
   * confidence intervals for the single proportion", Statistics in Medicine 17, 1998), which stays
   * in [0, 1] and is never empty, even where the share is 0 or 1.
   */
  public static Proportion wilson(long successes, long trials) {
    if (trials == 0) {
      return new Proportion(successes, 0, 0, 1);
    }
    double share = (double) successes / trials;
    double scale = 1 + Z * Z / trials;
    double centre = (share + Z * Z / (2 * trials)) / scale;
    double half =
        Z * Math.sqrt(share * (1 - share) / trials + Z * Z / (4.0 * trials * trials)) / scale;
    // At the ends the formula gives exactly 0 or 1, but for rounding.
    double low = successes == 0 ? 0 : centre - half;
    double high = successes == trials ? 1 : centre + half;
    return new Proportion(successes, trials, low, high);
  }

  /** The share, in [0, 1]; empty without trials. */
  public OptionalDouble value() {
    return trials == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) successes / trials);
  }
}
