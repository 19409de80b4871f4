package org.melascope.evaluation;

import java.util.Optional;

/**
 * The specificity that the pictures at hand allow at a fixed sensitivity, the threshold being
 * chosen on them: for comparing rankings, not what a user would meet.
 *
 * @param target the fixed sensitivity
 * @param rates at the largest threshold that reaches it; their own intervals take that threshold as
 *     given, which it is not
 * @param specificityInterval its bootstrap interval by lesion, for which the threshold is chosen
 *     anew on each drawn set (Platt, Hanley and Yang, Statistics in Medicine 19, 2000); without one
 *     where all drawn sets have the same specificity
 */
public record SensitivityResult(
    double target, Rates rates, Optional<Interval> specificityInterval) {
  /** With the interval that belongs to it; empty where no negative picture is known. */
  public Optional<Estimate> specificity() {
    return rates.specificity().value().stream()
        .mapToObj(value -> new Estimate(value, specificityInterval))
        .findFirst();
  }
}
