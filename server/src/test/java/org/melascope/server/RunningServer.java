package org.melascope.server;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;

/** A server on a free port, with a network of random weights, and ways to talk to it. */
final class RunningServer implements AutoCloseable {
  static final Path BUNDLE = Path.of("../core/src/test/resources/bundle-v2");

  /** Longer than anything takes on a machine that does too much at once. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MelascopeServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final AtomicBoolean networkClosed;

  private RunningServer(MelascopeServer server, AtomicBoolean networkClosed) {
    this.server = server;
    this.networkClosed = networkClosed;
  }

  /** A server as it is by default. */
  static RunningServer start() throws Exception {
    return start(Map.of());
  }

  /** A server with some settings. */
  static RunningServer start(Map<Setting, String> settings) throws Exception {
    return start(settings, bundle());
  }

  /** A server with the network and the gates of a bundle. */
  static RunningServer start(Map<Setting, String> settings, Bundle bundle) throws Exception {
    return new RunningServer(
        MelascopeServer.start(configuration(settings), bundle), new AtomicBoolean());
  }

  /** A server whose answers come from the test. */
  static RunningServer start(Map<Setting, String> settings, Examination examination)
      throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    return new RunningServer(
        MelascopeServer.start(
            configuration(settings),
            bundle(),
            examination,
            () -> closed.set(true),
            new ServerMetrics()),
        closed);
  }

  private static ServerConfiguration configuration(Map<Setting, String> settings) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.put(Setting.PORT, "0");
    all.putAll(settings);
    return ServerConfiguration.of(all);
  }

  static Bundle bundle() throws UnusableBundleException {
    return Bundle.open(BUNDLE);
  }

  MelascopeServer server() {
    return server;
  }

  /** Whether a server whose answers come from the test has closed the network that it was given. */
  boolean networkIsClosed() {
    return networkClosed.get();
  }

  /** A request to an address, to be completed. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri().resolve(path)).timeout(PATIENCE);
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  /** Posts a form. */
  HttpResponse<byte[]> post(String query, Form form) throws IOException, InterruptedException {
    return send(form.post(request(Routes.ASSESSMENTS + query)));
  }

  /** Posts bytes as they are. */
  HttpResponse<byte[]> post(String query, String type, byte[] bytes)
      throws IOException, InterruptedException {
    return send(
        request(Routes.ASSESSMENTS + query)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  /** A connection that the test fills itself. */
  Socket connect() throws IOException {
    URI uri = server.uri();
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** A connection over which the beginning of a request was sent. */
  Socket connect(String beginning) throws IOException {
    Socket socket = connect();
    socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  /** The head of a request that posts a picture of so many bytes. */
  static String head(int length) {
    return "POST "
        + Routes.ASSESSMENTS
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  /** All that comes until the other side closes the connection. */
  static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
