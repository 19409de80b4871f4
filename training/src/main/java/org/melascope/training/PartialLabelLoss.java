package org.melascope.training;

import ai.djl.ndarray.NDArray;

/**
 * The loss for pictures of which a set of possible diagnoses is known: the negative logarithm of
 * the summed probability of the set. For a set of one this is the cross-entropy (Jin and Ghahramani
 * 2002, "Learning with Multiple Labels").
 */
final class PartialLabelLoss {
  /** Added to the logarithm of a probability that must not count; no softmax output survives it. */
  private static final float EXCLUDED = -1e4f;

  private PartialLabelLoss() {}

  /**
   * The loss of each picture.
   *
   * @param logits {@code [batch, diagnoses]}
   * @param possible {@code [batch, diagnoses]}: 1 for a diagnosis that the picture may have, else 0
   * @return {@code [batch]}, not negative
   */
  static NDArray of(NDArray logits, NDArray possible) {
    NDArray kept = logits.logSoftmax(-1).add(possible.sub(1).mul(-EXCLUDED));
    NDArray largest = kept.max(new int[] {-1}, true).stopGradient();
    return kept.sub(largest).exp().sum(new int[] {-1}).log().add(largest.squeeze(-1)).neg();
  }
}
