package org.melascope.evaluation.fitting;

/** Who watches a fitting: a progress bar, a log, a test. Called on the thread that fits. */
public interface FittingProgress {
  /** A phase begins: what it does, and how many pictures it will go through. */
  void begin(String phase, long pictures);

  /** Some pictures of the phase are done: how many since the last call. */
  void advance(long pictures);

  /** Something the reader should know, such as a picture that cannot be read. */
  void warn(String message);
}
