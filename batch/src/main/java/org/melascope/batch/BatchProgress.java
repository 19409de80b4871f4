package org.melascope.batch;

/** Is told how far a job is. */
public interface BatchProgress {
  /**
   * The cluster is there.
   *
   * @param page the address of Spark's page about the job; empty where there is none
   */
  void started(String page);

  /** The pictures have been listed. */
  void listed(long pictures, long bytes);

  /** Some more pictures have been answered, or were found to be answered already. */
  void advanced(long pictures);
}
