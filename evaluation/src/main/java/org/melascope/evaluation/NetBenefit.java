package org.melascope.evaluation;

import java.util.Optional;

/**
 * A point of a decision curve (Vickers and Elkin, Medical Decision Making 26, 2006): true positives
 * per picture, minus false positives per picture weighted by what the threshold says they cost.
 * Treating nobody has a net benefit of 0.
 *
 * @param threshold the probability from which a lesion is acted on, in (0, 1)
 * @param model net benefit of acting on the model's probability
 * @param treatAll net benefit of acting on every lesion
 */
public record NetBenefit(double threshold, double model, double treatAll) {
  /**
   * The net benefit on these pictures, at their prevalence. Empty without pictures.
   *
   * @param probabilities acted on when at least the threshold
   * @throws IllegalArgumentException for a threshold that is not between 0 and 1 or a score that is
   *     no probability
   */
  public static Optional<NetBenefit> at(double threshold, BinaryScores probabilities) {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must be between 0 and 1, not " + threshold);
    }
    int pictures = probabilities.asProbabilities().size();
    if (pictures == 0) {
      return Optional.empty();
    }
    Rates rates = new Roc(probabilities).at(threshold);
    long truePositives = rates.sensitivity().successes();
    long falsePositives = probabilities.negatives() - rates.specificity().successes();
    double odds = threshold / (1 - threshold);
    return Optional.of(
        new NetBenefit(
            threshold,
            (truePositives - odds * falsePositives) / pictures,
            (probabilities.positives() - odds * probabilities.negatives()) / pictures));
  }
}
