package org.melascope.batch;

import java.util.Map;
import java.util.Optional;

/**
 * Where a job runs.
 *
 * @param master Spark's name of it: {@code local[*]}, {@code spark://host:7077}, {@code yarn}, ...
 * @param configuration further settings of Spark, by name
 * @param application the jar with this program and its libraries, for executors on other machines;
 *     they need none where the master is local
 */
public record Cluster(
    String master, Map<String, String> configuration, Optional<String> application) {
  /** All cores of this machine. */
  public static final String THIS_MACHINE = "local[*]";

  public Cluster {
    configuration = Map.copyOf(configuration);
  }

  /** Whether everything runs in this process. */
  public boolean local() {
    return master.startsWith("local");
  }
}
