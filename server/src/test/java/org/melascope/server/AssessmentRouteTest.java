package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.image.ImageReader;
import org.melascope.network.NetworkOutput;
import tools.jackson.databind.JsonNode;

class AssessmentRouteTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aPictureInAFormGetsTheAnswerOfTheCore() throws Exception {
    HttpResponse<byte[]> answer = server.post("", new Form().picture("Größe.jpg", Pictures.jpeg()));
    JsonNode json = OpenApi.check(answer);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json.path("image").stringValue()).isEqualTo("Größe.jpg");
    assertThat(json.path("width").intValue()).isEqualTo(60);
    assertThat(json.path("height").intValue()).isEqualTo(45);
    assertThat(json.path("notice").stringValue()).isEqualTo(Assessment.NOTICE);
    assertThat(json.has("evidence")).isFalse();
    try (Assessor assessor = Assessor.of(RunningServer.bundle(), 1)) {
      Assessment expected = assessor.assess(new ImageReader().read(Pictures.jpeg(), ""));
      assertThat(json.path("decision").stringValue()).isEqualTo(expected.decision().name());
      for (Diagnosis diagnosis : Diagnosis.ALL) {
        assertThat(json.path("probabilities").path(diagnosis.code()).doubleValue())
            .isCloseTo(expected.distribution().of(diagnosis), within(1e-6));
      }
    }
  }

  @Test
  void bareBytesGetTheSameAnswer() throws Exception {
    JsonNode form = OpenApi.check(server.post("", new Form().picture("", Pictures.png())));
    for (String type : new String[] {"image/png", "application/octet-stream", "image/jpeg"}) {
      JsonNode bare = OpenApi.check(server.post("", type, Pictures.png()));
      assertThat(bare.path("image").stringValue()).isEmpty();
      assertThat(bare.path("probabilities")).isEqualTo(form.path("probabilities"));
    }
  }

  @Test
  void aBodyOfUnknownLengthIsRead() throws Exception {
    HttpRequest.Builder request =
        server
            .request(Routes.ASSESSMENTS)
            .header("Content-Type", "image/png")
            .POST(
                HttpRequest.BodyPublishers.ofByteArrays(
                    () ->
                        Stream.of(
                                Arrays.copyOf(Pictures.png(), 100),
                                Arrays.copyOfRange(Pictures.png(), 100, Pictures.png().length))
                            .iterator()));
    assertThat(server.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void severalPicturesGetAListInTheirOrder() throws Exception {
    Form form =
        new Form()
            .picture("first.png", Pictures.noise("png", 40, 30, 7))
            .picture("notes.txt", "no picture".getBytes(StandardCharsets.UTF_8))
            .picture("third.png", Pictures.noise("png", 30, 40, 8));
    JsonNode list = OpenApi.check(server.post("", form));
    assertThat(list.size()).isEqualTo(3);
    assertThat(list.path(0).path("image").stringValue()).isEqualTo("first.png");
    assertThat(list.path(1).path("decision").stringValue()).isEqualTo("ERROR");
    assertThat(list.path(1).path("problem").path("type").stringValue())
        .isEqualTo("urn:melascope:problem:not-an-image");
    assertThat(list.path(2).path("width").intValue()).isEqualTo(30);
  }

  @Test
  void theEvidenceAddsUpToTheLogit() throws Exception {
    byte[] picture = Pictures.noise("png", 80, 40, 3);
    JsonNode evidence =
        OpenApi.check(server.post("?explain=true", "image/png", picture)).path("evidence");
    try (Assessor assessor = Assessor.of(RunningServer.bundle(), 1)) {
      NetworkOutput output = assessor.run(new ImageReader().read(picture, ""));
      double greatest = 0;
      for (Diagnosis diagnosis : Diagnosis.ALL) {
        double sum = 0;
        for (JsonNode row : evidence.path("maps").path(diagnosis.code())) {
          assertThat(row.size()).isEqualTo(evidence.path("columns").intValue());
          for (JsonNode value : row) {
            sum += value.doubleValue();
            greatest = Math.max(greatest, Math.abs(value.doubleValue()));
          }
        }
        assertThat(sum).isCloseTo(output.evidence().sum(diagnosis.ordinal()), within(1e-4));
      }
      assertThat(evidence.path("greatest").doubleValue()).isCloseTo(greatest, within(1e-6));
    }
    JsonNode frame = evidence.path("frame");
    double width = frame.path("width").doubleValue();
    assertThat(2 * frame.path("left").doubleValue() + width).isCloseTo(80, within(1e-9));
  }

  @Test
  void theSensitivityPicksTheOperatingPoint() throws Exception {
    JsonNode answer = OpenApi.check(server.post("?sensitivity=0.9", "image/png", Pictures.png()));
    JsonNode point = answer.path("operatingPoint");
    assertThat(point.path("targetSensitivity").doubleValue()).isEqualTo(0.9);
    boolean above =
        answer.path("pMalignant").doubleValue() >= point.path("threshold").doubleValue();
    assertThat(answer.path("decision").stringValue())
        .isEqualTo(above ? "SUSPICIOUS" : "LIKELY_BENIGN");
  }

  static Stream<Arguments> refusals() {
    byte[] png = Pictures.png();
    Form seventeen = new Form();
    for (int i = 0; i < 17; i++) {
      seventeen.picture("same.png", png);
    }
    return Stream.of(
        Arguments.of("not-an-image", "", "image/png", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("not-an-image", "", "image/png", new byte[0]),
        Arguments.of("unsupported-format", "", "image/heic", Pictures.heic()),
        Arguments.of("truncated", "", "image/png", Arrays.copyOf(png, png.length / 2)),
        Arguments.of("too-many-pixels", "", "image/png", Pictures.pngThatSays(9000, 9000)),
        Arguments.of(
            "wrong-content-type", "", "application/json", "{}".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("wrong-parameter", "?sensitivity=0.5", "image/png", png),
        Arguments.of("wrong-parameter", "?sensitivity=high", "image/png", png),
        Arguments.of("wrong-parameter", "?sensitivity=NaN", "image/png", png),
        Arguments.of("wrong-parameter", "?sensitivity=0.95d", "image/png", png),
        Arguments.of("wrong-parameter", "?sensitivty=0.9", "image/png", png),
        Arguments.of("wrong-parameter", "?explain=yes", "image/png", png),
        Arguments.of("wrong-parameter", "?diagnosis=melanoma", "image/png", png),
        Arguments.of("wrong-parameter", "?explain=true&explain=false", "image/png", png),
        Arguments.of(
            "wrong-field", "", Form.type(), new Form().file("photo", "a.png", png).bytes()),
        Arguments.of("wrong-field", "", Form.type(), new Form().bytes()),
        Arguments.of("too-many-pictures", "", Form.type(), seventeen.bytes()),
        Arguments.of(
            "malformed", "", "multipart/form-data", new Form().picture("a.png", png).bytes()),
        Arguments.of("malformed", "", Form.type(), "no form".getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "malformed",
            "",
            Form.type(),
            Arrays.copyOf(new Form().picture("a.png", png).bytes(), png.length)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeAnsweredIsAProblemWithAStableName(
      String word, String query, String type, byte[] body) throws Exception {
    HttpResponse<byte[]> answer = server.post(query, type, body);
    JsonNode problem = OpenApi.check(answer);
    assertThat(problem.path("type").stringValue()).isEqualTo("urn:melascope:problem:" + word);
    assertThat(problem.path("detail").stringValue())
        .doesNotContain("\tat ", "org.", "java", "/tmp", "/home");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void tooManyBytesAreRefusedBeforeTheyCome() throws IOException {
    try (Socket socket = server.connect(RunningServer.head(40_000_001))) {
      socket.shutdownOutput();
      assertThat(RunningServer.rest(socket))
          .startsWith("HTTP/1.1 413 ")
          .contains("urn:melascope:problem:too-large-bytes");
    }
  }

  private static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static String answered(String request) throws IOException {
    try (Socket socket = server.connect(request)) {
      return RunningServer.rest(socket);
    }
  }

  /** Such a parameter must not be passed over, as if it had not been given. */
  @ParameterizedTest
  @ValueSource(strings = {"sensitivity=99%", "sensitivity=%zz", "explain=true&thorough=true%"})
  void aParameterThatIsNotEncodedAsItShouldBeIsRefused(String query) throws IOException {
    String head =
        head(
            "POST /api/v1/assessments?" + query + " HTTP/1.1",
            "Host: localhost",
            "Content-Type: image/png",
            "Connection: close",
            "Content-Length: 1");
    assertThat(answered(head + "x"))
        .startsWith("HTTP/1.1 400 ")
        .contains("urn:melascope:problem:wrong-parameter", "%25");
  }

  @Test
  void aBodyWhoseChunksAreBrokenIsRefusedWhileTheClientIsThere() throws IOException {
    String head =
        head(
            "POST /api/v1/assessments HTTP/1.1",
            "Host: localhost",
            "Content-Type: image/png",
            "Transfer-Encoding: chunked");
    assertThat(answered(head + "zz\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("urn:melascope:problem:malformed");
  }

  /**
   * As curl does from a megabyte on: what is refused in the middle of a form is told at its end.
   */
  @Test
  void whoWaitedToSendIsToldWhatIsWrongWithWhatItSends() throws IOException {
    byte[] form =
        new Form()
            .file("other", "a.png", new byte[10])
            .picture("b.png", new byte[3_000_000])
            .bytes();
    String head =
        head(
            "POST /api/v1/assessments HTTP/1.1",
            "Host: localhost",
            "Content-Type: " + Form.type(),
            "Expect: 100-continue",
            "Connection: close",
            "Content-Length: " + form.length);
    try (Socket socket = server.connect(head)) {
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 100");
      socket.getOutputStream().write(form);
      assertThat(RunningServer.rest(socket)).contains("HTTP/1.1 400 ", "wrong-field");
    }
  }

  @Test
  void aVersionOfHttpThatIsNotSpokenIsNoFaultOfTheServer() throws IOException {
    assertThat(answered(head("GET / HTTP/1.2", "Host: localhost")))
        .contains(" 400 ", "urn:melascope:problem:malformed", "HTTP/1.1 and HTTP/1.0");
    assertThat(answered(head("GET /metrics HTTP/1.1", "Host: localhost", "Connection: close")))
        .contains("melascope_requests_seconds_count{outcome=\"malformed\",route=\"none\"}");
  }

  @Test
  void namesFieldsOfAFormNoLongerThanTheyCanBeRead() throws Exception {
    HttpResponse<byte[]> answer =
        server.post("", new Form().file("x".repeat(5000), "a.png", Pictures.png()));
    JsonNode problem = OpenApi.check(answer);
    assertThat(problem.path("detail").stringValue())
        .contains("the form has the field '" + "x".repeat(40) + "...'")
        .hasSizeLessThan(200);
    byte[] nameless =
        new String(new Form().picture("a.png", new byte[1]).bytes(), StandardCharsets.ISO_8859_1)
            .replace("name=\"image\"; ", "")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(OpenApi.check(server.post("", Form.type(), nameless)).path("detail").stringValue())
        .contains("a part of the form has no name")
        .doesNotContain("null");
  }

  @Test
  void aSlashAtTheEndMakesNoDifference() throws Exception {
    HttpResponse<byte[]> answer =
        server.send(
            server
                .request(Routes.ASSESSMENTS + "/")
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Pictures.png())));
    assertThat(answer.statusCode()).isEqualTo(200);
    HttpResponse<byte[]> read = server.get(Routes.ASSESSMENTS + "/");
    assertThat(read.statusCode()).isEqualTo(405);
    assertThat(read.headers().firstValue("Allow")).contains("POST");
    String metrics = new String(server.get(Routes.METRICS).body(), StandardCharsets.UTF_8);
    assertThat(metrics).contains("outcome=\"method-not-allowed\",route=\"/api/v1/assessments\"");
  }

  @Test
  void oneMethodIsAllowedHere() throws Exception {
    HttpResponse<byte[]> answer = server.get(Routes.ASSESSMENTS);
    OpenApi.check(answer);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }
}
