package org.melascope.server.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.server.ConfigurationException;
import org.melascope.server.MelascopeServer;
import org.melascope.server.ServerConfiguration;
import org.melascope.server.Setting;

/** The server with the network that ships with Melascope, on a port of its own. */
final class TestServer implements AutoCloseable {
  private static final Path BUNDLE = Path.of("../models/melascope-vit-tiny");

  private final MelascopeServer server;

  private TestServer(MelascopeServer server) {
    this.server = server;
  }

  static TestServer start() {
    try {
      ServerConfiguration configuration = ServerConfiguration.of(Map.of(Setting.PORT, "0"));
      return new TestServer(MelascopeServer.start(configuration, Bundle.open(BUNDLE)));
    } catch (UnusableBundleException | ConfigurationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Scheme, host and port. */
  String origin() {
    String address = server.uri().toString();
    return address.substring(0, address.length() - 1);
  }

  @Override
  public void close() {
    server.close();
  }
}
