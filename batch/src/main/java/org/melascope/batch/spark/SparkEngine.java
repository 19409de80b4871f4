package org.melascope.batch.spark;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import org.melascope.batch.BatchEngine;
import org.melascope.batch.BatchEstimate;
import org.melascope.batch.BatchException;
import org.melascope.batch.BatchProgress;
import org.melascope.batch.BatchRequest;
import org.melascope.batch.BatchSummary;
import org.melascope.batch.Cluster;
import org.melascope.bundle.Bundle;

/** Starts Spark, or joins a cluster, for one job. */
public final class SparkEngine implements BatchEngine {
  private static final String LOOPBACK = "127.0.0.1";

  /** For all masters. */
  private static final Map<String, String> USUAL =
      Map.of(
          "spark.app.name", "melascope batch",
          "spark.ui.showConsoleProgress", "false",
          "spark.sql.debug.maxToStringFields", "100",
          "spark.sql.session.timeZone", "UTC");

  /**
   * For executors on other machines. What a picture leaves behind is collected within a small part
   * of the heap, and the GNU C library gives back what large arrays took, so that their memory
   * stays flat: by itself it would raise the size from which it does.
   */
  private static final Map<String, String> REMOTE =
      Map.of(
          "spark.executor.memory", "2g",
          "spark.executorEnv.MALLOC_MMAP_THRESHOLD_", "131072",
          "spark.executor.extraJavaOptions",
              "-XX:+UseParallelGC -Xmn128m -Djava.awt.headless=true");

  /** What a job does with its session. */
  private interface Work<T> {
    T with(SparkSession session) throws IOException;
  }

  @Override
  public boolean usable() {
    try {
      Class.forName("org.apache.spark.sql.SparkSession", false, getClass().getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public BatchSummary run(
      BatchRequest request, Bundle bundle, Cluster cluster, BatchProgress progress)
      throws IOException {
    return in(cluster, progress, session -> new BatchJob(session, request, bundle, progress).run());
  }

  @Override
  public BatchEstimate estimate(
      BatchRequest request, Bundle bundle, Cluster cluster, BatchProgress progress)
      throws IOException {
    return in(
        cluster, progress, session -> new BatchJob(session, request, bundle, progress).estimate());
  }

  private static <T> T in(Cluster cluster, BatchProgress progress, Work<T> work)
      throws IOException {
    SparkSession session = start(cluster);
    try {
      progress.started(session.sparkContext().uiWebUrl().getOrElse(() -> ""));
      return work.with(session);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw failure(e);
    } finally {
      session.stop();
    }
  }

  private static SparkSession start(Cluster cluster) throws BatchException {
    Map<String, String> settings = new TreeMap<>(USUAL);
    if (cluster.local()) {
      settings.put("spark.driver.host", LOOPBACK);
      settings.put("spark.driver.bindAddress", LOOPBACK);
    } else {
      settings.putAll(REMOTE);
      settings.put(
          "spark.jars",
          cluster
              .application()
              .orElseThrow(
                  () ->
                      new BatchException(
                          "--master "
                              + cluster.master()
                              + ": executors on other machines need this program as one jar; start it with ./melascope batch or spark-submit")));
    }
    settings.putAll(cluster.configuration());
    SparkSession.Builder builder = SparkSession.builder().master(cluster.master());
    settings.forEach(builder::config);
    try {
      return builder.getOrCreate();
    } catch (RuntimeException e) {
      throw new BatchException(
          "--master " + cluster.master() + ": Spark does not start: " + e.getMessage(), e);
    }
  }

  /**
   * Spark's own failures are told by their first cause; all else is a fault of the program.
   *
   * @param thrown checked or not: Spark does not declare what it throws
   */
  static RuntimeException failure(Exception thrown) throws BatchException {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable || cause instanceof IOException) {
        Throwable first = cause;
        while (first.getCause() != null) {
          first = first.getCause();
        }
        throw new BatchException(
            "Spark gave up: "
                + String.valueOf(first.getMessage()).lines().findFirst().orElse(first.toString())
                + "; what was answered before stays, and the same command goes on from there",
            thrown);
      }
    }
    return thrown instanceof RuntimeException fault ? fault : new IllegalStateException(thrown);
  }
}
