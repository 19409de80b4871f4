package org.melascope.server.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.gates.ConformalPrediction;
import org.melascope.gates.Reason;
import org.melascope.server.ConfigurationException;
import org.melascope.server.GatedBundle;
import org.melascope.server.MelascopeServer;
import org.melascope.server.ServerConfiguration;
import org.melascope.server.Setting;

/** A server on a port of its own. */
final class TestServer implements AutoCloseable {
  /** The network that ships with Melascope. */
  private static final Path SHIPPED = Path.of("../models/melascope");

  /** Random weights for small pictures, from before there were gates. */
  private static final Path WITHOUT_GATES = Path.of("../core/src/test/resources/bundle-v1");

  /** Between what is measured of the samples and of the same pictures made bad. */
  private static final Map<Reason, Double> LIMITS =
      Map.of(
          Reason.BLURRED, 0.5,
          Reason.TOO_DARK, 60.0,
          Reason.NO_LESION, 14.0,
          Reason.LESION_CUT_OFF, 0.1);

  private final MelascopeServer server;
  private final Path folder;

  private TestServer(MelascopeServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * The network that ships with Melascope, with gates that let the samples pass, whatever gates it
   * ships with.
   */
  static TestServer start() {
    return gated(SHIPPED, LIMITS, GatedBundle.SURE);
  }

  /** The network that ships with Melascope as it ships. */
  static TestServer shipped() {
    return serve(SHIPPED, temporary());
  }

  /** A network that is never sure. */
  static TestServer unsure() {
    return gated(SHIPPED, LIMITS, GatedBundle.UNSURE);
  }

  /** A network without gates. */
  static TestServer withoutGates() {
    return serve(WITHOUT_GATES, temporary());
  }

  private static TestServer gated(
      Path network, Map<Reason, Double> limits, List<ConformalPrediction.Level> conformal) {
    Path folder = temporary();
    return serve(GatedBundle.write(network, folder.resolve("bundle"), limits, conformal), folder);
  }

  private static TestServer serve(Path bundle, Path folder) {
    try {
      ServerConfiguration configuration = ServerConfiguration.of(Map.of(Setting.PORT, "0"));
      return new TestServer(MelascopeServer.start(configuration, Bundle.open(bundle)), folder);
    } catch (UnusableBundleException | ConfigurationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("melascope-browser-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
