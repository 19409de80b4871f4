package org.melascope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PictureThreadsTest {
  @Test
  void endWhatIsRunningBeforeTheyAreClosedAndBeginNothingMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Future<Boolean> running;
    Future<Boolean> waiting;
    try (PictureThreads threads = new PictureThreads(1)) {
      running =
          threads.submit(
              () -> {
                begun.countDown();
                // As native code does, it takes no notice of the interruption for a while.
                long end = System.nanoTime() + 200_000_000;
                while (System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
                ended.set(true);
                return true;
              });
      waiting = threads.submit(() -> true);
      begun.await();
    }
    assertThat(ended).isTrue();
    assertThat(running.get()).isTrue();
    assertThat(waiting.isDone()).isFalse();
  }
}
