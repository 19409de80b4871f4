package org.melascope.training;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The batches of an epoch in order, made on a thread of their own while the network computes. */
final class BatchQueue implements AutoCloseable {
  private static final int AHEAD = 4;

  private final TrainingPictures pictures;
  private final int epoch;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread loader = new Thread(task, "batches");
            loader.setDaemon(true);
            return loader;
          });
  private final Queue<Future<Batch>> coming = new ArrayDeque<>();
  private int asked;

  /** Starts making the batches from {@code first} on. */
  BatchQueue(TrainingPictures pictures, int epoch, int first) {
    this.pictures = pictures;
    this.epoch = epoch;
    this.asked = first;
    for (int i = 0; i < AHEAD; i++) {
      ask();
    }
  }

  private void ask() {
    if (asked < pictures.batches()) {
      int index = asked++;
      coming.add(thread.submit(() -> pictures.batch(epoch, index)));
    }
  }

  boolean hasNext() {
    return !coming.isEmpty();
  }

  /** The next batch; waits for it. */
  Batch next() {
    try {
      Batch batch = coming.remove().get();
      ask();
      return batch;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a batch could not be made", e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
