package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.HeatMap;
import org.melascope.bundle.Bundle;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.gates.Reason;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import tools.jackson.databind.JsonNode;

/** Heat maps as PNG, and what is answered where there is none. */
class HeatMapAnswerTest {
  private static final byte[] PICTURE = Pictures.noise("png", 80, 60, 3);
  private static RunningServer server;
  private static RunningServer refusing;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = RunningServer.start();
    refusing =
        RunningServer.start(
            Map.of(),
            Bundle.open(
                GatedBundle.write(
                    RunningServer.BUNDLE,
                    folder,
                    Map.of(Reason.TOO_DARK, 300.0),
                    GatedBundle.SURE)));
  }

  @AfterAll
  static void stop() {
    server.close();
    refusing.close();
  }

  @Test
  void theHeatMapOfTheMostLikelyDiagnosisIsThatOfTheCore() throws Exception {
    HttpResponse<byte[]> answer = post(server, "", "image/png");
    OpenApi.check(answer);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    try (Assessor assessor = Assessor.of(RunningServer.bundle(), 1)) {
      Assessment assessment = assessor.assess(new ImageReader().read(PICTURE, ""));
      assertThat(pixels(answer))
          .isEqualTo(drawn(assessor, assessment, assessment.distribution().mostLikely()));
    }
  }

  @Test
  void theHeatMapOfAnyDiagnosisCanBeHad() throws Exception {
    try (Assessor assessor = Assessor.of(RunningServer.bundle(), 1)) {
      Assessment assessment = assessor.assess(new ImageReader().read(PICTURE, ""));
      for (Diagnosis diagnosis : Diagnosis.ALL) {
        HttpResponse<byte[]> answer =
            post(server, "?diagnosis=" + diagnosis.code(), "image/png, application/json");
        OpenApi.check(answer);
        assertThat(pixels(answer)).isEqualTo(drawn(assessor, assessment, diagnosis));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/png | image/png",
        "IMAGE/PNG | image/png",
        "image/* | image/png",
        "image/png, */*;q=0.5 | image/png",
        "application/json;q=0.2, image/png;q=0.9 | image/png",
        "*/* | application/json",
        "application/json | application/json",
        "application/json, image/png;q=0.9 | application/json",
        "image/png;q=0 | application/json",
        "text/html | application/json"
      })
  void whatIsWantedMostIsSent(String accept, String sent) throws Exception {
    HttpResponse<byte[]> answer = post(server, "", accept);
    OpenApi.check(answer);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(sent);
  }

  @Test
  void aPictureThatCannotBeJudgedHasNoHeatMap() throws Exception {
    HttpResponse<byte[]> none = post(refusing, "", "image/png");
    JsonNode problem = OpenApi.check(none);
    assertThat(none.statusCode()).isEqualTo(406);
    assertThat(problem.path("type").stringValue())
        .isEqualTo("urn:melascope:problem:not-acceptable");
    assertThat(problem.path("detail").stringValue()).contains(Reason.TOO_DARK.words());
    HttpResponse<byte[]> either = post(refusing, "", "image/png, application/json");
    assertThat(either.statusCode()).isEqualTo(200);
    assertThat(OpenApi.check(either).path("decision").stringValue()).isEqualTo("NOT_ASSESSABLE");
  }

  @Test
  void nothingIsSaidAboutTheLesionOfAPictureThatCannotBeJudged() throws Exception {
    JsonNode answer = OpenApi.check(post(refusing, "?explain=true&thorough=true", "*/*"));
    assertThat(answer.propertyNames())
        .doesNotContain(
            "pMalignant",
            "pMelanoma",
            "probabilities",
            "operatingPoint",
            "agreement",
            "evidence",
            "png");
    assertThat(answer.at("/gates/sets").isEmpty()).isTrue();
    assertThat(answer.at("/gates/quality/too-dark").doubleValue()).isLessThan(300);
    assertThat(answer.at("/findings/0/name").stringValue()).isEqualTo("too-dark");
  }

  @Test
  void severalPicturesHaveNoHeatMap() throws Exception {
    Form form = new Form().picture("a.png", PICTURE).picture("b.png", PICTURE);
    HttpResponse<byte[]> none = postForm(form, "image/png");
    assertThat(OpenApi.check(none).path("type").stringValue())
        .isEqualTo("urn:melascope:problem:not-acceptable");
    assertThat(OpenApi.check(postForm(form, "image/png, */*")).size()).isEqualTo(2);
    HttpResponse<byte[]> one = postForm(new Form().picture("a.png", PICTURE), "image/png");
    assertThat(one.headers().firstValue("Content-Type")).contains("image/png");
  }

  @Test
  void whatCannotBeReadIsTheSameProblemInAnyForm() throws Exception {
    HttpResponse<byte[]> answer =
        server.send(
            server
                .request(Routes.ASSESSMENTS)
                .header("Accept", "image/png")
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[9])));
    assertThat(OpenApi.check(answer).path("type").stringValue())
        .isEqualTo("urn:melascope:problem:not-an-image");
  }

  private static HttpResponse<byte[]> post(RunningServer to, String query, String accept)
      throws Exception {
    return to.send(
        to.request(Routes.ASSESSMENTS + query)
            .header("Accept", accept)
            .header("Content-Type", "image/png")
            .POST(HttpRequest.BodyPublishers.ofByteArray(PICTURE)));
  }

  private static HttpResponse<byte[]> postForm(Form form, String accept) throws Exception {
    return server.send(form.post(server.request(Routes.ASSESSMENTS).header("Accept", accept)));
  }

  private static byte[] pixels(HttpResponse<byte[]> answer) throws Exception {
    return new ImageReader().read(answer.body(), "map.png").toRgb();
  }

  private static byte[] drawn(Assessor assessor, Assessment assessment, Diagnosis diagnosis)
      throws Exception {
    LesionImage picture = new ImageReader().read(PICTURE, "");
    return HeatMap.draw(
            picture, assessment.evidence(), diagnosis, assessor.description().preprocessing())
        .toRgb();
  }
}
