package org.melascope.batch.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.melascope.Assessor;

/**
 * The networks of this executor process: one for each bundle, opened by the first task that needs
 * it and used by all tasks at once until the process ends.
 *
 * <p>Spark runs as many tasks at a time as the executor has cores, or fewer where a task is given
 * several ({@code spark.task.cpus}); the network works on a picture with as many threads as a task
 * has cores. So all cores work, and no more threads than cores.
 */
final class ExecutorNetworks {
  private static final Map<String, Assessor> OPEN = new ConcurrentHashMap<>();

  private ExecutorNetworks() {}

  static Assessor of(SharedBundle bundle) {
    TaskContext task = TaskContext.get();
    int threads = task == null ? 1 : Math.max(1, task.cpus());
    return OPEN.computeIfAbsent(bundle.sha256() + "/" + threads, key -> open(bundle, threads));
  }

  private static Assessor open(SharedBundle bundle, int threads) {
    try {
      return Assessor.of(bundle.open(), threads);
    } catch (Exception e) {
      throw new IllegalStateException("this executor cannot open the network: " + e, e);
    }
  }

  /** How many networks this process has opened. */
  static int size() {
    return OPEN.size();
  }
}
