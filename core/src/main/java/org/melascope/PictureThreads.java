package org.melascope;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Threads that work on pictures with a network that they share. Closing them waits for what is
 * running, for the network must not be closed under it: close them before the network.
 */
public final class PictureThreads implements AutoCloseable {
  private final ExecutorService threads;

  /**
   * Threads.
   *
   * @param count how many, at least 1
   */
  public PictureThreads(int count) {
    this.threads = Executors.newFixedThreadPool(count);
  }

  /** Has something done by the next thread that is free. */
  public <T> Future<T> submit(Callable<T> task) {
    return threads.submit(task);
  }

  /** Begins nothing more, interrupts what is running, and waits until it has ended. */
  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
