package org.melascope.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Reads what a refused client still sends, and throws it away. Many clients look at the answer only
 * when they have sent everything; closing the connection before that would cost them the answer.
 */
final class UnreadBody {
  private static final long MAX_BYTES = 64_000_000;
  private static final long MAX_NANOS = 5_000_000_000L;

  /** So that slow ones among the refused do not take all threads. */
  private static final Semaphore AT_ONCE = new Semaphore(16);

  private UnreadBody() {}

  /** Reads the rest of a request's body, unless that takes too long or too many do so. */
  static void discard(Context context) {
    // Who expects to be told to go on sends nothing before.
    if (!context.method().equals(HandlerType.POST)
        || context.header("Expect") != null
        || !AT_ONCE.tryAcquire()) {
      return;
    }
    try {
      discard(context.req().getInputStream());
    } catch (IOException e) {
      // Then there is no rest.
    } finally {
      AT_ONCE.release();
    }
  }

  private static void discard(InputStream body) throws IOException {
    long end = System.nanoTime() + MAX_NANOS;
    byte[] buffer = new byte[65536];
    long count = 0;
    int read = body.read(buffer);
    while (read >= 0 && count < MAX_BYTES && System.nanoTime() < end) {
      count += read;
      read = body.read(buffer);
    }
  }
}
