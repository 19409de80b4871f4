package org.melascope.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * Scores for a question with two answers, and the true answers: what every binary metric is
 * computed from. Immutable; may be empty or hold one class only, which each metric defines.
 */
public final class BinaryScores {
  private final double[] scores;
  private final boolean[] positive;
  private final int positives;

  /**
   * Copies both.
   *
   * @param scores finite; the higher, the more likely positive
   * @param positive the true answer for the same picture
   * @throws IllegalArgumentException when their numbers differ or a score is not finite
   */
  public BinaryScores(double[] scores, boolean[] positive) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException(
          "every score needs a label: "
              + scores.length
              + " scores, "
              + positive.length
              + " labels");
    }
    this.scores = new double[scores.length];
    this.positive = positive.clone();
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isFinite(scores[i])) {
        throw new IllegalArgumentException("score " + i + " is not finite: " + scores[i]);
      }
      // Adding zero turns -0.0 into 0.0, which would else be taken for different scores.
      this.scores[i] = scores[i] + 0.0;
      count += positive[i] ? 1 : 0;
    }
    this.positives = count;
  }

  /** Scores and labels of the same pictures, in the same order. */
  public static BinaryScores of(List<Double> scores, List<Boolean> positive) {
    boolean[] labels = new boolean[positive.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = positive.get(i);
    }
    return new BinaryScores(scores.stream().mapToDouble(Double::doubleValue).toArray(), labels);
  }

  /** The number of pictures. */
  public int size() {
    return scores.length;
  }

  /** The number of positive pictures. */
  public int positives() {
    return positives;
  }

  /** The number of negative pictures. */
  public int negatives() {
    return scores.length - positives;
  }

  /** Whether there are both positive and negative pictures. */
  public boolean hasBothClasses() {
    return positives > 0 && negatives() > 0;
  }

  /** The score of one picture. */
  public double score(int index) {
    return scores[index];
  }

  /** The true answer of one picture. */
  public boolean positive(int index) {
    return positive[index];
  }

  /** The scores of all pictures of one class, in order. */
  double[] scoresOf(boolean wanted) {
    double[] result = new double[wanted ? positives : negatives()];
    int next = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i] == wanted) {
        result[next++] = scores[i];
      }
    }
    return result;
  }

  /** A copy of all scores. */
  double[] toArray() {
    return scores.clone();
  }

  boolean hasSameLabelsAs(BinaryScores other) {
    return Arrays.equals(positive, other.positive);
  }

  /** These scores, for metrics that only make sense for probabilities. */
  BinaryScores asProbabilities() {
    for (double score : scores) {
      if (score < 0 || score > 1) {
        throw new IllegalArgumentException("a probability must be from 0 to 1, not " + score);
      }
    }
    return this;
  }
}
