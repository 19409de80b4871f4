package org.melascope.evaluation;

import java.util.Collection;
import java.util.List;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.melascope.diagnosis.Calibration;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;

/** Finds the temperature of a {@link Calibration}. */
public final class TemperatureScaling {
  /** The lowest temperature that is considered. */
  public static final double LOWEST = 0.05;

  /** The highest temperature that is considered. */
  public static final double HIGHEST = 20;

  private static final int GRID_STEPS = 60;

  private TemperatureScaling() {}

  /**
   * The temperature with the lowest {@link #loss}, between {@link #LOWEST} and {@link #HIGHEST}.
   * One of these two comes out when the loss falls all the way to it, as it does to the lowest when
   * every answer is right.
   *
   * @param logits seven finite ones for each picture
   * @param labels what the same pictures are known to be
   * @throws IllegalArgumentException without pictures or when the two lists differ in length, or
   *     for a logit that is not finite
   */
  public static Calibration fit(List<float[]> logits, List<LabelSet> labels) {
    requirePairs(logits, labels);
    requireFinite(logits);
    // For label sets of several diagnoses the loss may have more than one valley, so that the
    // deepest is looked for on a grid before Brent's method refines it.
    double from = Math.log(LOWEST);
    double step = (Math.log(HIGHEST) - from) / GRID_STEPS;
    UnivariateFunction loss = logarithm -> loss(logits, labels, Math.exp(logarithm));
    int best = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= GRID_STEPS; i++) {
      double value = loss.value(from + i * step);
      if (value < lowest) {
        best = i;
        lowest = value;
      }
    }
    if (best == 0 || best == GRID_STEPS) {
      return new Calibration(best == 0 ? LOWEST : HIGHEST);
    }
    double left = from + (best - 1) * step;
    double logarithm =
        new BrentOptimizer(1e-7, 1e-9)
            .optimize(
                new UnivariateObjectiveFunction(loss),
                GoalType.MINIMIZE,
                new SearchInterval(left, left + 2 * step, left + step),
                MaxEval.unlimited())
            .getPoint();
    return new Calibration(Math.exp(logarithm));
  }

  /**
   * The mean over the pictures of the negative logarithm of the summed probability of their label
   * set, after dividing the logits by the temperature: the loss that networks are trained with.
   */
  public static double loss(List<float[]> logits, List<LabelSet> labels, double temperature) {
    requirePairs(logits, labels);
    double sum = 0;
    for (int i = 0; i < logits.size(); i++) {
      float[] z = logits.get(i);
      sum += logOfSum(z, Diagnosis.ALL, temperature);
      sum -= logOfSum(z, labels.get(i).diagnoses(), temperature);
    }
    return sum / logits.size();
  }

  /** The logarithm of the sum of exp(z / temperature), with the largest term taken out of it. */
  private static double logOfSum(float[] z, Collection<Diagnosis> over, double temperature) {
    double largest = Double.NEGATIVE_INFINITY;
    for (Diagnosis diagnosis : over) {
      largest = Math.max(largest, z[diagnosis.ordinal()]);
    }
    double sum = 0;
    for (Diagnosis diagnosis : over) {
      sum += Math.exp((z[diagnosis.ordinal()] - largest) / temperature);
    }
    return largest / temperature + Math.log(sum);
  }

  private static void requirePairs(List<float[]> logits, List<LabelSet> labels) {
    if (logits.isEmpty() || logits.size() != labels.size()) {
      throw new IllegalArgumentException(
          "a temperature needs pictures with a label each, got "
              + logits.size()
              + " logits and "
              + labels.size()
              + " labels");
    }
  }

  private static void requireFinite(List<float[]> logits) {
    for (int i = 0; i < logits.size(); i++) {
      for (float logit : logits.get(i)) {
        if (!Float.isFinite(logit)) {
          throw new IllegalArgumentException("picture " + i + " has a logit of " + logit);
        }
      }
    }
  }
}
