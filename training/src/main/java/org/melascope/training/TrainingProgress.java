package org.melascope.training;

/** Who watches a training: a progress bar, a log, a test. Called on the training thread. */
public interface TrainingProgress {
  /** A phase begins: what it does, and how many pictures it will go through. */
  void begin(String phase, long pictures);

  /**
   * Some pictures of the phase are done.
   *
   * @param pictures done since the last call
   * @param loss of those pictures; NaN where the phase has none
   */
  void advance(long pictures, double loss);

  /** An epoch is over. */
  void epoch(EpochMetrics metrics);

  /** Something the reader should know, such as a picture that cannot be read. */
  void warn(String message);
}
