package org.melascope.server;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Listens for connections over HTTP/1.1, each of which is a {@link ClientEndPoint}. */
final class ClientConnector extends ServerConnector {
  /** One thread takes connections, one watches them: few clients, each of whom costs much more. */
  ClientConnector(Server server, HttpConfiguration http, ServerConfiguration configuration) {
    super(server, 1, 1, new HttpConnectionFactory(http));
    setHost(configuration.host());
    setPort(configuration.port());
    setIdleTimeout(configuration.idleTime().toMillis());
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    ClientEndPoint client = new ClientEndPoint(channel, selector, key, getScheduler());
    client.setIdleTimeout(getIdleTimeout());
    return client;
  }
}
