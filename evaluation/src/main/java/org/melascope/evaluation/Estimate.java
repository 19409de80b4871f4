package org.melascope.evaluation;

import java.util.Optional;

/**
 * A metric and how sure it is.
 *
 * @param value finite
 * @param interval its 95 % interval; empty where the data are too few for one
 */
public record Estimate(double value, Optional<Interval> interval) {
  public Estimate {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a metric must be finite, not " + value);
    }
  }
}
