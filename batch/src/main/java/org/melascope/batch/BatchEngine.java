package org.melascope.batch;

import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;
import org.melascope.bundle.Bundle;

/** What does the work of a job. There is one where Spark is on the class path. */
public interface BatchEngine {
  /**
   * Answers for all pictures that are not answered yet.
   *
   * @throws IllegalArgumentException if the bundle has no operating point for the sensitivity
   * @throws BatchException if the inputs or the output are not usable
   */
  BatchSummary run(BatchRequest request, Bundle bundle, Cluster cluster, BatchProgress progress)
      throws IOException;

  /** Counts the pictures and estimates how long they would take; writes nothing. */
  BatchEstimate estimate(
      BatchRequest request, Bundle bundle, Cluster cluster, BatchProgress progress)
      throws IOException;

  /** Whether what it runs on is on the class path. */
  boolean usable();

  /** The engine, if there is one that is usable. */
  static Optional<BatchEngine> find() {
    return ServiceLoader.load(BatchEngine.class).findFirst().filter(BatchEngine::usable);
  }
}
