package org.melascope.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Reads what a refused client still sends, and throws it away. Many clients look at the answer only
 * when they have sent everything; closing the connection before that would cost them the answer.
 */
final class UnreadBody {
  private static final long MAX_BYTES = 64_000_000;
  private static final Duration MOST = Duration.ofSeconds(5);

  /** So that slow ones among the refused do not take all threads. */
  private static final Semaphore AT_ONCE = new Semaphore(16);

  private UnreadBody() {}

  /** Reads the rest of a request's body, unless that takes too long or too many do so. */
  static void discard(Context context) {
    if (!context.method().equals(HandlerType.POST)
        || waitsToSend(context)
        || !AT_ONCE.tryAcquire()) {
      return;
    }
    try (ReadingTime body = new ReadingTime(context.req(), MOST)) {
      discard(body);
    } catch (IOException e) {
      // Then there is no rest.
    } finally {
      AT_ONCE.release();
    }
  }

  /** Who expects to be told to go on sends nothing before, and is told when the body is read. */
  private static boolean waitsToSend(Context context) {
    return context.header("Expect") != null && !ReadingTime.hasBegun(context.req());
  }

  private static void discard(ReadingTime body) throws IOException {
    byte[] buffer = new byte[65536];
    long count = 0;
    int read = body.read(buffer);
    while (read >= 0 && count < MAX_BYTES && !body.isOver()) {
      count += read;
      read = body.read(buffer);
    }
  }
}
