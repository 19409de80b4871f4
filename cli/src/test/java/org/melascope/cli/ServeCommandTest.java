package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.server.Setting;

@Timeout(180)
class ServeCommandTest {
  private static final Pattern ADDRESS = Pattern.compile("Melascope is at (http://\\S+/) .*");

  @TempDir private Path folder;
  private Path bundle;

  @BeforeEach
  void write() {
    bundle = TinyBundle.write(folder.resolve("bundle"));
  }

  @Test
  void helpNamesEverySetting() {
    Run run = Run.of("serve", "--help");
    assertThat(run.exitCode()).isZero();
    for (Setting setting : Setting.values()) {
      assertThat(run.out()).contains(setting.option() + "=");
    }
  }

  @Test
  void printsTheConfigurationWithoutServing() throws IOException {
    Path file = Files.writeString(folder.resolve("serve.properties"), "places = 5\nport = 1\n");
    Run run = Run.of("serve", "--config", file, "--port", 8080, "--print-config");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("# --port\nport = 8080\n", file + ": places\nplaces = 5\n", "workers = ");
  }

  @Test
  void wrongSettingsExitWithTwo() throws IOException {
    Path file = Files.writeString(folder.resolve("serve.properties"), "prot = 1\n");
    assertRefused(Run.of("serve", "--config", file), "prot: there is no such setting");
    assertRefused(Run.of("serve", "--workers", "many"), "--workers: must be a whole number");
    assertRefused(
        Run.of("serve", "--model", bundle, "--api-key-file", folder.resolve("none")),
        "none: the file with the API key cannot be read");
  }

  private static void assertRefused(Run run, String why) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(why);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void anUnusableBundleExitsWithThree() throws IOException {
    Files.delete(bundle.resolve("model.onnx"));
    Run run = Run.of("serve", "--port", 0, "--model", bundle);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("model.onnx");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run = Run.of("serve", "--port", taken.getLocalPort(), "--model", bundle);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("cannot listen on 127.0.0.1, port " + taken.getLocalPort());
    }
  }

  /** Half of a picture is there when the signal comes; the other half follows afterwards. */
  @Test
  void sigtermFinishesWhatWasBegunAndEndsTheProcess() throws Exception {
    byte[] picture = Files.readAllBytes(TestPictures.write(folder.resolve("lesion.jpg"), 1));
    Process process = start("--port", "0", "--model", bundle.toString());
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      Matcher line = ADDRESS.matcher(out.readLine());
      assertThat(line.matches()).isTrue();
      URI server = URI.create(line.group(1));
      try (Socket client = new Socket(server.getHost(), server.getPort())) {
        begin(client, picture);
        awaitPlace(server);
        process.toHandle().destroy();
        awaitStatus(server.resolve("/health/ready"), 503);
        client
            .getOutputStream()
            .write(picture, picture.length / 2, picture.length - picture.length / 2);
        assertThat(answer(client)).startsWith("HTTP/1.1 200 ").contains("\"pMelanoma\"");
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(out.readLine()).as("standard output has the one line").isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The class path is that of this test; PyTorch is on it, but must not be loaded. */
  private Process start(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Melascope.class.getName(),
                    "serve"),
                Arrays.stream(arguments))
            .toList();
    return new ProcessBuilder(command).redirectError(folder.resolve("stderr.txt").toFile()).start();
  }

  private static void begin(Socket client, byte[] picture) throws IOException {
    client.setSoTimeout(60_000);
    String head =
        "POST /api/v1/assessments HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: image/jpeg\r\nContent-Length: "
            + picture.length
            + "\r\n\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().write(picture, 0, picture.length / 2);
    client.getOutputStream().flush();
  }

  private static String answer(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void awaitPlace(URI server) throws Exception {
    while (!get(server.resolve("/metrics")).contains("melascope_places_taken 1.0")) {
      Thread.sleep(20);
    }
  }

  private static void awaitStatus(URI uri, int status) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    while (HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()
        != status) {
      Thread.sleep(20);
    }
  }

  private static String get(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
