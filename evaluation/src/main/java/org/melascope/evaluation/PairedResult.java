package org.melascope.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * Two classifiers on the same pictures and the same question.
 *
 * @param pictures whose answer is known and that both say something about
 * @param positives how many of them are positive
 * @param auc DeLong's paired test of the areas under the curves
 * @param atSensitivity specificities at 0.90 and 0.95
 * @param sensitivity each at its own threshold, on the positive pictures
 * @param specificity each at its own threshold, on the others
 * @param disagreements the pictures whose probabilities are furthest apart, furthest first; at most
 *     {@link #SHOWN}
 */
public record PairedResult(
    int pictures,
    int positives,
    Optional<PairedTest> auc,
    List<SpecificityDifference> atSensitivity,
    Optional<PairedShares> sensitivity,
    Optional<PairedShares> specificity,
    List<Disagreement> disagreements) {
  /** How many disagreements are told. */
  public static final int SHOWN = 20;

  public PairedResult {
    atSensitivity = List.copyOf(atSensitivity);
    disagreements = List.copyOf(disagreements);
  }
}
