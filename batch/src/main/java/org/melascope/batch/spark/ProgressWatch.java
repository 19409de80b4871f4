package org.melascope.batch.spark;

import java.util.Timer;
import java.util.TimerTask;
import org.apache.spark.util.LongAccumulator;
import org.melascope.batch.BatchProgress;

/**
 * Tells how far a chunk is while Spark works on it. Executors report their counts when a task ends,
 * and count again what they do again; what is told never is more than the chunk.
 */
final class ProgressWatch implements AutoCloseable {
  private static final long INTERVAL = 500;

  private final LongAccumulator count;
  private final long before;
  private final long size;
  private final BatchProgress progress;
  private final Timer clock = new Timer("melascope-progress", true);
  private long told;

  ProgressWatch(LongAccumulator count, long size, BatchProgress progress) {
    this.count = count;
    this.before = count.value();
    this.size = size;
    this.progress = progress;
  }

  /** Begins to tell. */
  void start() {
    clock.schedule(
        new TimerTask() {
          @Override
          public void run() {
            tell(count.value() - before);
          }
        },
        INTERVAL,
        INTERVAL);
  }

  private synchronized void tell(long done) {
    long now = Math.min(size, done);
    if (now > told) {
      progress.advanced(now - told);
      told = now;
    }
  }

  @Override
  public void close() {
    clock.cancel();
    tell(size);
  }
}
