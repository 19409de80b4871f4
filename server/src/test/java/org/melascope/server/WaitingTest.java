package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.melascope.AssessmentJson;
import tools.jackson.databind.JsonNode;

/** What happens to requests that wait, to those that come too slowly, and at the end. */
@Timeout(180)
class WaitingTest {
  private final HeldExamination examination = new HeldExamination();

  @AfterEach
  void release() {
    examination.release();
  }

  private RunningServer start(int places, Map<Setting, String> more) throws Exception {
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    settings.put(Setting.WORKERS, "1");
    settings.put(Setting.PLACES, Integer.toString(places));
    settings.putAll(more);
    return RunningServer.start(settings, examination);
  }

  /** Sends a picture of so many bytes; the answer is left on the way. */
  private static Socket send(RunningServer server, int bytes) throws IOException {
    return server.connect(RunningServer.head(bytes) + "x".repeat(bytes));
  }

  /** Sends a picture of one byte, which from now on keeps the only worker busy. */
  private Socket occupy(RunningServer server) throws Exception {
    Socket first = send(server, 1);
    await(() -> examination.begun().equals(List.of(1)));
    return first;
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + RunningServer.PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      Thread.sleep(10);
    }
  }

  private static String metrics(RunningServer server) throws Exception {
    return new String(server.get(Routes.METRICS).body(), StandardCharsets.UTF_8);
  }

  private static void awaitPlaces(RunningServer server, int taken) throws Exception {
    await(() -> metrics(server).contains("melascope_places_taken " + taken + ".0"));
  }

  @Test
  void whoFindsAllPlacesTakenIsToldToComeBack() throws Exception {
    try (RunningServer server = start(2, Map.of());
        Socket first = occupy(server);
        Socket second = send(server, 2)) {
      awaitPlaces(server, 2);
      await(() -> metrics(server).contains("melascope_queue_depth 1.0"));
      HttpResponse<byte[]> third = server.post("", "image/png", new byte[200_000]);
      JsonNode problem = OpenApi.check(third);
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
      assertThat(problem.path("retryAfter").longValue()).isPositive();
      assertThat(server.get("/").statusCode()).as("the page answers all the same").isEqualTo(200);
      examination.release();
      await(() -> examination.begun().equals(List.of(1, 2)));
      awaitPlaces(server, 0);
      assertThat(server.post("", "image/png", new byte[3]).statusCode()).isEqualTo(415);
      assertThat(first.getInputStream().read()).isEqualTo('H');
      assertThat(second.getInputStream().read()).isEqualTo('H');
    }
  }

  @Test
  void whoHangsUpLosesThePlaceAndIsNotComputed() throws Exception {
    try (RunningServer server = start(2, Map.of());
        Socket first = occupy(server)) {
      Socket second = send(server, 2);
      awaitPlaces(server, 2);
      await(() -> metrics(server).contains("melascope_queue_depth 1.0"));
      second.close();
      try (Socket third = send(server, 3)) {
        await(() -> metrics(server).contains("outcome=\"abandoned\""));
        examination.release();
        await(() -> examination.begun().equals(List.of(1, 3)));
        assertThat(third.getInputStream().read()).isEqualTo('H');
      }
      assertThat(first.getInputStream().read()).isEqualTo('H');
    }
  }

  /** When there are places enough, nobody looks before a worker takes the picture. */
  @Test
  void aPictureWhoseClientIsGoneIsNotComputedWhenItsTurnComes() throws Exception {
    try (RunningServer server = start(10, Map.of());
        Socket first = occupy(server)) {
      Socket second = send(server, 2);
      await(() -> metrics(server).contains("melascope_queue_depth 1.0"));
      second.close();
      examination.release();
      awaitPlaces(server, 0);
      assertThat(examination.begun()).containsExactly(1);
      assertThat(first.getInputStream().read()).isEqualTo('H');
    }
  }

  /** Looking whether the client is there must not swallow the beginning of its next request. */
  @Test
  void aClientThatAsksAgainBeforeItsAnswerGetsBoth() throws Exception {
    try (RunningServer server = start(2, Map.of());
        Socket first = occupy(server);
        Socket second = send(server, 2)) {
      awaitPlaces(server, 2);
      await(() -> metrics(server).contains("melascope_queue_depth 1.0"));
      String next = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      second.getOutputStream().write(next.getBytes(StandardCharsets.US_ASCII));
      assertThat(server.post("", "image/png", new byte[3]).statusCode()).isEqualTo(429);
      examination.release();
      assertThat(RunningServer.rest(second)).contains("HTTP/1.1 415 ", "HTTP/1.1 200 ");
      assertThat(first.getInputStream().read()).isEqualTo('H');
    }
  }

  @Test
  void anUploadThatTakesTooLongIsEnded() throws Exception {
    try (RunningServer server = start(2, Map.of(Setting.UPLOAD_SECONDS, "1"));
        Socket slow = server.connect(RunningServer.head(1000))) {
      Thread drip =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 999; i++) {
                    slow.getOutputStream().write('x');
                    Thread.sleep(50);
                  }
                } catch (IOException | InterruptedException e) {
                  // The server has closed the connection: that is what it should do.
                }
              });
      drip.start();
      byte[] answer = slow.getInputStream().readNBytes(12);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
      drip.join();
      awaitPlaces(server, 0);
    }
  }

  /** However long a connection may say nothing. */
  @Test
  void anUploadThatStopsIsEndedInTheTimeForUploads() throws Exception {
    Map<Setting, String> settings =
        Map.of(Setting.UPLOAD_SECONDS, "1", Setting.IDLE_SECONDS, "600");
    try (RunningServer server = start(2, settings);
        Socket stopped = server.connect(RunningServer.head(1000) + "only this")) {
      assertThat(RunningServer.rest(stopped))
          .startsWith("HTTP/1.1 408 ")
          .contains("upload-timeout");
      awaitPlaces(server, 0);
    }
  }

  /** The wait for its rest ends as soon, and the place is free. */
  @Test
  void aRefusedUploadThatStopsIsAnsweredAllTheSame() throws Exception {
    String head =
        """
        POST /api/v1/assessments HTTP/1.1\r
        Host: localhost\r
        Content-Type: text/plain\r
        Content-Length: 1000\r
        Connection: close\r
        \r
        """;
    try (RunningServer server = start(2, Map.of(Setting.IDLE_SECONDS, "600"));
        Socket stopped = server.connect(head + "only this")) {
      assertThat(RunningServer.rest(stopped)).startsWith("HTTP/1.1 415 ");
      awaitPlaces(server, 0);
    }
  }

  @Test
  void anUploadThatStopsIsEnded() throws Exception {
    try (RunningServer server = start(2, Map.of(Setting.IDLE_SECONDS, "1"));
        Socket stopped = server.connect(RunningServer.head(1000) + "only this")) {
      assertThat(RunningServer.rest(stopped))
          .startsWith("HTTP/1.1 408 ")
          .contains("upload-timeout");
      awaitPlaces(server, 0);
    }
  }

  /** Whoever reads a little now and then is not idle, and no buffer on the way holds so much. */
  @Test
  void anAnswerThatIsReadTooSlowlyIsEnded() throws Exception {
    AssessmentAnswer large =
        new AssessmentAnswer(
            AssessmentJson.error("", "", "none"),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new byte[50_000_000]),
            Optional.empty());
    Map<Setting, String> settings =
        Map.of(Setting.UPLOAD_SECONDS, "1", Setting.IDLE_SECONDS, "600");
    try (RunningServer server = RunningServer.start(settings, (upload, request) -> large);
        Socket slow = send(server, 1)) {
      await(
          () -> {
            slow.getInputStream().read();
            return metrics(server).contains("melascope_places_taken 0.0");
          });
      await(() -> metrics(server).contains("outcome=\"abandoned\",route=\"/api/v1/assessments\""));
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() throws Exception {
    try (RunningServer server = start(2, Map.of(Setting.IDLE_SECONDS, "1"));
        Socket silent = server.connect()) {
      assertThat(RunningServer.rest(silent)).isEmpty();
    }
  }

  /** Waiting for one's turn is not idleness. */
  @Test
  void whoWaitsLongerThanTheIdleTimeIsAnswered() throws Exception {
    try (RunningServer server = start(2, Map.of(Setting.IDLE_SECONDS, "1"));
        Socket patient = occupy(server)) {
      Thread.sleep(Duration.ofSeconds(3).toMillis());
      examination.release();
      byte[] answer = patient.getInputStream().readNBytes(12);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 415");
    }
  }

  /** And it takes the rest of the server with it, without a failure. */
  @Test
  void closingCutsOffAnUploadThatTakesLongerThanItMay() throws Exception {
    RunningServer server = start(2, Map.of(Setting.SHUTDOWN_SECONDS, "1"));
    try (Socket slow = server.connect(RunningServer.head(1000) + "only this")) {
      awaitPlaces(server, 1);
      server.close();
      assertThat(server.networkIsClosed()).isTrue();
      assertThat(RunningServer.rest(slow)).doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void closingFinishesWhatWasBegunAndTakesNothingNew() throws Exception {
    try (RunningServer server = start(4, Map.of(Setting.SHUTDOWN_SECONDS, "60"));
        Socket begun = occupy(server);
        Socket queued = send(server, 2)) {
      awaitPlaces(server, 2);
      Thread closing = new Thread(server::close);
      closing.start();
      await(() -> server.get(Routes.READY).statusCode() == 503);
      OpenApi.check(server.get(Routes.READY));
      assertThat(server.get(Routes.LIVE).statusCode()).isEqualTo(200);
      HttpResponse<byte[]> late = server.post("", "image/png", new byte[3]);
      assertThat(OpenApi.check(late).path("type").stringValue()).endsWith(":shutting-down");
      examination.release();
      assertThat(begun.getInputStream().read()).isEqualTo('H');
      assertThat(queued.getInputStream().read()).isEqualTo('H');
      closing.join();
      assertThat(examination.begun()).containsExactly(1, 2);
    }
  }
}
