package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is read: the page, the model, the description of the API, health, metrics. */
class ReadingRoutesTest {
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
  void thePageIsServedWithWhatBelongsToIt() throws Exception {
    HttpResponse<byte[]> index = server.get("/?lang=de");
    assertThat(index.statusCode()).isEqualTo(200);
    assertThat(index.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    HttpResponse<byte[]> sample = server.get("/samples/synthetic-naevus.jpg");
    assertThat(sample.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(sample.body())
        .isEqualTo(Files.readAllBytes(Path.of("../samples/synthetic-naevus.jpg")));
  }

  @Test
  void whoHasAFileIsToldSo() throws Exception {
    HttpResponse<byte[]> first = server.get("/");
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> again = server.send(server.request("/").header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    HttpResponse<byte[]> other = server.send(server.request("/").header("If-None-Match", "\"x\""));
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void textIsCompressedForWhoeverCanReadThat() throws Exception {
    HttpResponse<byte[]> packed =
        server.send(server.request(Routes.OPENAPI).header("Accept-Encoding", "gzip"));
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
    assertThat(packed.headers().firstValue("ETag").orElseThrow()).startsWith("W/");
    byte[] text = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
    assertThat(text).isEqualTo(server.get(Routes.OPENAPI).body());
    assertThat(packed.body().length).isLessThan(text.length / 2);
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    HttpResponse<byte[]> answer =
        server.send(server.request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag"))
        .isEqualTo(server.get("/").headers().firstValue("ETag"));
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/app",
        "/samples",
        "/app/..%5c..%5copenapi.yaml",
        "/samples/.hidden",
        "/app/%00",
        "/api/v2/assessments",
        "/app//index.html"
      })
  void nothingElseIsThere(String path) throws Exception {
    HttpResponse<byte[]> answer = server.get(path);
    assertThat(answer.statusCode()).isIn(400, 404);
    JsonNode problem = OpenApi.check(answer);
    assertThat(problem.path("type").stringValue()).matches(".*:(not-found|malformed)");
  }

  @Test
  void theModelIsThatOfTheBundle() throws Exception {
    JsonNode model = OpenApi.check(server.get(Routes.MODEL));
    assertThat(model.path("identity").stringValue())
        .isEqualTo(RunningServer.bundle().description().identity());
    assertThat(model.path("limits").path("maxPictures").intValue()).isEqualTo(16);
    assertThat(model.path("operatingCurve").size())
        .isEqualTo(RunningServer.bundle().description().operatingCurve().points().size());
    assertThat(model.has("card")).as("this bundle has no card").isFalse();
    assertThat(model.has("metrics")).as("this bundle has no evaluation").isFalse();
  }

  @Test
  void theShippedModelHasACardAndFigures() throws Exception {
    Path folder = Path.of("../models/melascope");
    JsonNode metrics =
        new JsonMapper().readTree(folder.resolve("evaluation/metrics.json").toFile());
    JsonNode figures =
        new JsonMapper()
            .valueToTree(
                EvaluationFigures.read(
                    Files.readString(folder.resolve("evaluation/metrics.json")), 0.95));
    JsonNode all = figures.path("sources").path(figures.path("sources").size() - 1);
    assertThat(all.path("name").stringValue()).isEqualTo("all");
    assertThat(all.at("/melanoma/auc/value")).isEqualTo(metrics.at("/overall/melanoma/auc/value"));
    assertThat(all.at("/melanoma/atDefault/threshold"))
        .isEqualTo(metrics.at("/overall/melanoma/operatingPoints/15/threshold"));
    assertThat(
            OpenApi.schema(OpenApi.document().at("/components/schemas/Model/properties/metrics"))
                .validate(figures))
        .isEmpty();
  }

  @Test
  void itSaysThatItIsWell() throws Exception {
    for (String path : List.of(Routes.LIVE, Routes.READY)) {
      assertThat(OpenApi.check(server.get(path)).path("status").stringValue()).isEqualTo("up");
    }
  }

  @Test
  void theDescriptionNamesEveryCauseOfAProblem() throws Exception {
    OpenApi.check(server.get(Routes.OPENAPI));
    List<String> named = new ArrayList<>();
    OpenApi.document()
        .at("/components/schemas/Problem/properties/type/enum")
        .forEach(value -> named.add(value.stringValue()));
    assertThat(new TreeSet<>(named))
        .isEqualTo(
            new TreeSet<>(Arrays.stream(ProblemType.values()).map(ProblemType::urn).toList()));
  }

  @Test
  void whatHappensIsCounted() throws Exception {
    server.post("", "image/png", Pictures.png());
    server.post("", "image/png", new byte[0]);
    server.get("/made-up-by-a-client");
    HttpResponse<byte[]> answer = server.get(Routes.METRICS);
    OpenApi.check(answer);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains(
            "melascope_requests_seconds_count{outcome=\"ok\",route=\"/api/v1/assessments\"}",
            "melascope_requests_seconds_count{outcome=\"not-an-image\",route=\"/api/v1/assessments\"}",
            "melascope_requests_seconds_count{outcome=\"not-found\",route=\"none\"}",
            "melascope_decisions_total{decision=\"ERROR\",problem=\"not-an-image\"}",
            "melascope_inference_seconds_bucket",
            "melascope_decoding_seconds_bucket",
            "melascope_queue_depth 0.0",
            "melascope_places_taken 0.0",
            "jvm_memory_used_bytes")
        .doesNotContain("made-up");
  }
}
