package org.melascope.evaluation;

import java.util.OptionalDouble;

/** The Brier score (Brier 1950): the mean squared distance of the probability from 0 or 1. */
public final class Brier {
  private Brier() {}

  /**
   * The score, in [0, 1], lower is better; empty without pictures.
   *
   * @throws IllegalArgumentException for a score outside [0, 1]
   */
  public static OptionalDouble score(BinaryScores probabilities) {
    probabilities.asProbabilities();
    double sum = 0;
    for (int i = 0; i < probabilities.size(); i++) {
      double distance = probabilities.score(i) - (probabilities.positive(i) ? 1 : 0);
      sum += distance * distance;
    }
    return probabilities.size() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sum / probabilities.size());
  }
}
