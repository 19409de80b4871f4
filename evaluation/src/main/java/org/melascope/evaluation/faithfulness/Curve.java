package org.melascope.evaluation.faithfulness;

import java.util.Arrays;
import java.util.List;

/**
 * What the probability of a diagnosis is while patches are blurred away or put back, at evenly
 * spaced shares of them from none to all.
 *
 * @param values from none to all, at least two
 */
public record Curve(List<Double> values) {
  public Curve {
    values = List.copyOf(values);
    if (values.size() < 2) {
      throw new IllegalArgumentException("a curve needs two values");
    }
  }

  /** The area below it by the trapezoidal rule, over shares from 0 to 1. */
  public double area() {
    double sum = 0;
    for (int i = 1; i < values.size(); i++) {
      sum += (values.get(i - 1) + values.get(i)) / 2;
    }
    return sum / (values.size() - 1);
  }

  /** The mean of curves, point by point. */
  static Curve mean(List<Curve> curves) {
    double[] sums = new double[curves.get(0).values().size()];
    for (Curve curve : curves) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += curve.values().get(i) / curves.size();
      }
    }
    return new Curve(Arrays.stream(sums).boxed().toList());
  }
}
