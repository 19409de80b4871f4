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
    return score(probabilities.asProbabilities(), Bootstrap.once(probabilities.size()));
  }

  /** The score on each picture as often as it was drawn; empty where none was. */
  static OptionalDouble score(BinaryScores probabilities, int[] drawn) {
    double sum = 0;
    long pictures = 0;
    for (int i = 0; i < drawn.length; i++) {
      double distance = probabilities.score(i) - (probabilities.positive(i) ? 1 : 0);
      sum += drawn[i] * distance * distance;
      pictures += drawn[i];
    }
    return pictures == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / pictures);
  }
}
