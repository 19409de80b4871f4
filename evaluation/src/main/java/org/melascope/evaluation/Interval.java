package org.melascope.evaluation;

/**
 * A 95 % confidence interval.
 *
 * @param low lower end, finite
 * @param high upper end, finite, not below {@code low}
 */
public record Interval(double low, double high) {
  public Interval {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low <= high)) {
      throw new IllegalArgumentException("no interval: [" + low + ", " + high + "]");
    }
  }

  /**
   * Whether its ends differ. Where all sets that a bootstrap draws give one value, as the
   * difference of two classifiers that are right on the same pictures, the percentiles do not say
   * how sure that value is.
   */
  boolean hasWidth() {
    return low < high;
  }

  /** This interval, drawn out to hold the value. */
  Interval with(double value) {
    return new Interval(Math.min(low, value), Math.max(high, value));
  }

  /** The part of this interval that lies within [0, 1]; it must have one. */
  Interval withinUnit() {
    return new Interval(Math.max(0, low), Math.min(1, high));
  }
}
