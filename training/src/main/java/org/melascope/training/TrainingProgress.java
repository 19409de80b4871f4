package org.melascope.training;

import org.melascope.evaluation.fitting.FittingProgress;

/** Who watches a training: a progress bar, a log, a test. Called on the training thread. */
public interface TrainingProgress extends FittingProgress {
  /**
   * Some pictures of the phase are done.
   *
   * @param pictures done since the last call
   * @param loss of those pictures; NaN where the phase has none
   * @throws java.util.concurrent.CancellationException to stop the training, which keeps what it
   *     has done
   */
  void advance(long pictures, double loss);

  @Override
  default void advance(long pictures) {
    advance(pictures, Double.NaN);
  }

  /** A network of several, or a stage of several of its training, begins. */
  default void stage(String what) {}

  /** An epoch is over. */
  void epoch(EpochMetrics metrics);
}
