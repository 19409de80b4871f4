package org.melascope.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * The bytes of a request's body, while they come: not more than allowed, and not for longer than
 * allowed.
 */
final class UploadStream implements AutoCloseable {
  private final ReadingTime in;
  private final long limit;
  private final Places.Place place;
  private final Duration time;
  private long count;

  /**
   * The body of a request.
   *
   * @param limit number of bytes that are read
   * @param place that holds the memory for them
   * @param time for all of them
   * @throws ProblemException if the request says that it has more bytes
   * @throws IOException if it cannot be read
   */
  UploadStream(HttpServletRequest request, long limit, Places.Place place, Duration time)
      throws IOException {
    this.in = new ReadingTime(request, time);
    this.limit = limit;
    this.place = place;
    this.time = time;
    checkCount(request.getContentLengthLong());
  }

  /**
   * Reads some bytes, as {@link InputStream#read(byte[])} does.
   *
   * @return how many, or -1 at the end
   * @throws ProblemException if there are too many, they come too slowly, or the memory is full
   * @throws IOException if the client has gone
   */
  int read(byte[] buffer) throws IOException {
    int read;
    try {
      read = in.read(buffer);
    } catch (IOException e) {
      if (isTimeout(e)) {
        throw tooSlow();
      }
      throw e;
    }
    if (in.isOver()) {
      throw tooSlow();
    }
    if (read > 0) {
      count += read;
      checkCount(count);
      place.hold(read);
    }
    return read;
  }

  @Override
  public void close() {
    in.close();
  }

  private void checkCount(long bytes) {
    if (bytes > limit) {
      throw new ProblemException(
          ProblemType.TOO_LARGE_BYTES,
          "a request of more than %d MB is not read; save the picture smaller, for example as JPEG"
              .formatted(limit / 1_000_000));
    }
  }

  private ProblemException tooSlow() {
    return new ProblemException(
        ProblemType.UPLOAD_TIMEOUT,
        "the picture did not come within %d seconds; try again".formatted(time.toSeconds()));
  }

  private static boolean isTimeout(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }
}
