package org.melascope.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that can be asked whether the client has hung up. Jetty looks at a connection only
 * when it reads or writes, and does neither while a request waits.
 */
final class ClientEndPoint extends SocketChannelEndPoint {
  /** A byte that came while we looked: the beginning of the client's next request. */
  private final ByteBuffer ahead = ByteBuffer.allocate(1).flip();

  ClientEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  /** The connection that a request came over. */
  static EndPoint of(Request request) {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  /**
   * Whether the client has closed the connection. May only be asked between the end of a request's
   * body and the beginning of the answer, when nobody else reads.
   */
  synchronized boolean hasHungUp() {
    if (!isOpen()) {
      return true;
    }
    if (ahead.hasRemaining()) {
      return false;
    }
    ahead.clear();
    try {
      return getChannel().read(ahead) < 0;
    } catch (IOException e) {
      return true;
    } finally {
      ahead.flip();
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    synchronized (this) {
      if (ahead.hasRemaining()) {
        return BufferUtil.append(buffer, ahead);
      }
    }
    return super.fill(buffer);
  }
}
