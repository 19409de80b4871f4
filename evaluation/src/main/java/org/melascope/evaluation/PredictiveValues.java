package org.melascope.evaluation;

import java.util.OptionalDouble;

/**
 * What an answer is worth where the disease has a given prevalence, by Bayes' theorem. Data sets
 * are far richer in melanomas than a waiting room, so the shares counted on them would mislead.
 *
 * @param prevalence share of the lesions that are positive, in [0, 1]
 * @param positive share of truly positive lesions among those called positive; empty when none is
 * @param negative share of truly negative lesions among those called negative; empty when none is
 */
public record PredictiveValues(
    double prevalence, OptionalDouble positive, OptionalDouble negative) {

  /**
   * The values for a test of this sensitivity and specificity.
   *
   * @throws IllegalArgumentException when one of the three is not in [0, 1]
   */
  public static PredictiveValues at(double prevalence, double sensitivity, double specificity) {
    requireShare("prevalence", prevalence);
    requireShare("sensitivity", sensitivity);
    requireShare("specificity", specificity);
    return new PredictiveValues(
        prevalence,
        share(sensitivity * prevalence, (1 - specificity) * (1 - prevalence)),
        share(specificity * (1 - prevalence), (1 - sensitivity) * prevalence));
  }

  private static OptionalDouble share(double right, double wrong) {
    return right + wrong == 0 ? OptionalDouble.empty() : OptionalDouble.of(right / (right + wrong));
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to 1, not " + value);
    }
  }
}
