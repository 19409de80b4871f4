package org.melascope.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work end in order when the process is told to (Ctrl+C, {@code kill}): the virtual machine
 * waits for it. Native code that computed on while the process ends would crash it.
 */
final class OrderlyStop {
  /** Longer than a step of a large network takes; then the process ends all the same. */
  private static final long SECONDS = 60;

  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Begins to listen.
   *
   * @param stop has the work end soon; called on a thread of its own
   */
  OrderlyStop(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              awaitEnd();
            },
            "orderly stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void awaitEnd() {
    try {
      // Whether it has ended or not, the process does.
      boolean unused = end.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended. */
  void ended() {
    end.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already: that is what the hook was for.
    }
  }
}
