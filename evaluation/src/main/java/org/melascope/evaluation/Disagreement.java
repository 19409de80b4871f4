package org.melascope.evaluation;

/**
 * A picture on which two classifiers differ.
 *
 * @param picture its name
 * @param positive the true answer
 * @param first probability of the first
 * @param second probability of the second
 */
public record Disagreement(String picture, boolean positive, double first, double second) {
  /** How far apart the two are, in [0, 1]. */
  double gap() {
    return Math.abs(first - second);
  }

  /** Whether the first is nearer to the truth. */
  public boolean firstIsNearer() {
    return positive ? first > second : first < second;
  }
}
