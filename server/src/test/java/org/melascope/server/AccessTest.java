package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask, and what every answer tells the browser. */
class AccessTest {
  private static final String KEY = "0123456789abcdef";

  @TempDir private static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
    server =
        RunningServer.start(
            Map.of(Setting.API_KEY_FILE, file.toString(), Setting.ALLOWED_HOSTS, "Skin.example"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theApiAndTheMetricsNeedTheKey() throws Exception {
    for (String path : List.of(Routes.MODEL, Routes.METRICS)) {
      HttpResponse<byte[]> answer = server.get(path);
      OpenApi.check(answer);
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Bearer");
    }
    HttpResponse<byte[]> post = server.post("", "image/png", Pictures.png());
    assertThat(post.statusCode()).isEqualTo(401);
    OpenApi.check(post);
  }

  @Test
  void thePageTheDescriptionAndHealthNeedNone() throws Exception {
    for (String path : List.of("/", Routes.OPENAPI, Routes.LIVE, Routes.READY)) {
      assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void theRightKeyOpensAndNoOther() throws Exception {
    assertThat(status("Authorization", "Bearer " + KEY)).isEqualTo(200);
    assertThat(status("Authorization", "bearer " + KEY)).isEqualTo(200);
    assertThat(status("X-API-Key", KEY)).isEqualTo(200);
    assertThat(status("X-API-Key", KEY + "0")).isEqualTo(401);
    assertThat(status("X-API-Key", KEY.substring(1))).isEqualTo(401);
    assertThat(status("Authorization", "Basic " + KEY)).isEqualTo(401);
    assertThat(status("Authorization", "Bearer")).isEqualTo(401);
  }

  private static int status(String header, String value) throws Exception {
    return server.send(server.request(Routes.MODEL).header(header, value)).statusCode();
  }

  @Test
  void aKeyThatIsNoneIsRefused() throws IOException {
    Path weak = Files.writeString(folder.resolve("weak"), "secret");
    Path two = Files.writeString(folder.resolve("two"), KEY + "\n" + KEY);
    for (Path file : List.of(weak, two, folder.resolve("missing"))) {
      assertThatThrownBy(() -> RunningServer.start(Map.of(Setting.API_KEY_FILE, file.toString())))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(file.toString())
          .hasMessageNotContaining("secret");
    }
  }

  /** Of DNS rebinding: a page of evil.example whose name now leads to this computer. */
  @Test
  void requestsForOtherHostsAreRefused() throws IOException {
    assertThat(answer("evil.example")).startsWith("HTTP/1.1 421 ").contains("wrong-host");
    assertThat(answer("127.0.0.1.evil.example:7860")).startsWith("HTTP/1.1 421 ");
    assertThat(answer("localhost:7860")).startsWith("HTTP/1.1 200 ");
    assertThat(answer("[::1]:7860")).startsWith("HTTP/1.1 200 ");
    assertThat(answer("127.0.0.1")).startsWith("HTTP/1.1 200 ");
    assertThat(answer("skin.EXAMPLE:443")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void anAddressOfIpV6IsKnownAsBrowsersWriteIt() {
    assertThat(RequestOrigin.asInAddresses("FD00::5")).isEqualTo("[fd00::5]");
    assertThat(RequestOrigin.asInAddresses("[fd00::5]")).isEqualTo("[fd00::5]");
    assertThat(RequestOrigin.asInAddresses("Skin.example")).isEqualTo("skin.example");
  }

  private static String answer(String host) throws IOException {
    return raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = server.connect(request)) {
      return RunningServer.rest(socket);
    }
  }

  @Test
  void pagesOfOtherOriginsMayNotPost() throws IOException {
    assertThat(post("Origin: http://evil.example")).startsWith("HTTP/1.1 403 ");
    assertThat(post("Origin: null")).startsWith("HTTP/1.1 403 ");
    assertThat(post("Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403 ");
    assertThat(post("Origin: http://localhost:7860")).startsWith("HTTP/1.1 401 ");
    assertThat(post("Sec-Fetch-Site: same-origin")).startsWith("HTTP/1.1 401 ");
  }

  private static String post(String header) throws IOException {
    return raw(
        "POST "
            + Routes.ASSESSMENTS
            + " HTTP/1.1\r\nHost: localhost:7860\r\nConnection: close\r\nContent-Length: 0\r\n"
            + header
            + "\r\n\r\n");
  }

  @Test
  void everyAnswerHasTheSecurityHeaders() throws IOException {
    List<String> answers =
        List.of(
            answer("localhost"),
            answer("evil.example"),
            raw("GET /none HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            raw("GET /api/v1/model HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            raw("BREW / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            raw("nonsense\r\n\r\n"),
            raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            raw("GET /../../etc HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    for (String answer : answers) {
      assertThat(answer.split("\r\n\r\n", 2)[0])
          .contains(
              "Content-Security-Policy: default-src 'self'; img-src",
              "X-Content-Type-Options: nosniff",
              "Referrer-Policy: no-referrer",
              "Permissions-Policy: camera=(self), microphone=(), geolocation=()",
              "Cross-Origin-Opener-Policy: same-origin",
              "Cross-Origin-Resource-Policy: same-origin")
          .doesNotContain("Access-Control", "Server:", "unsafe-inline");
    }
    assertThat(answers.subList(1, answers.size()))
        .allSatisfy(answer -> assertThat(answer).contains("application/problem+json"));
  }
}
