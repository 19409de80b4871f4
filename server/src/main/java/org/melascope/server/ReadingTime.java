package org.melascope.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * The time in which the body of a request must come, however little of it comes at once: a read
 * waits no longer than what is left of it, nor than the connection may say nothing.
 */
final class ReadingTime implements AutoCloseable {
  /** Of a request whose body was asked for: a client that waited for that has begun to send it. */
  private static final String BEGUN = "melascope.reading";

  private final HttpServletRequest request;
  private final InputStream body;
  private final EndPoint connection;
  private final long idleMillis;
  private final long end;

  /**
   * Begins.
   *
   * @throws IOException if the body cannot be read
   */
  ReadingTime(HttpServletRequest request, Duration time) throws IOException {
    this.request = request;
    this.body = request.getInputStream();
    this.connection = ClientEndPoint.of(ServletContextRequest.getServletContextRequest(request));
    this.idleMillis = connection.getIdleTimeout();
    this.end = System.nanoTime() + time.toNanos();
  }

  /** Whether the body of a request was asked for. */
  static boolean hasBegun(HttpServletRequest request) {
    return request.getAttribute(BEGUN) != null;
  }

  /** Whether it is over. */
  boolean isOver() {
    return System.nanoTime() >= end;
  }

  /**
   * Reads some bytes, as {@link InputStream#read(byte[])} does.
   *
   * @throws IOException caused by a {@link java.util.concurrent.TimeoutException} if none came in
   *     time
   */
  int read(byte[] buffer) throws IOException {
    request.setAttribute(BEGUN, true);
    long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
    if (idleMillis <= 0 || left < idleMillis) {
      connection.setIdleTimeout(left);
    }
    return body.read(buffer);
  }

  /** From now on the connection may say nothing for as long as before. */
  @Override
  public void close() {
    connection.setIdleTimeout(idleMillis);
  }
}
