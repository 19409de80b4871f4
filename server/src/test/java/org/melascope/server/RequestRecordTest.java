package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is counted of requests that cannot be made to go so wrong in a whole server. */
class RequestRecordTest {
  @Test
  void anErrorOfTheVirtualMachineIsCountedAsAFault() throws Exception {
    ServerMetrics metrics = new ServerMetrics();
    Javalin failing =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.router.javaLangErrorHandler(
                  (response, error) -> ProblemAnswers.send(response, error, JsonMapper.shared()));
              config.requestLogger.http(new RequestRecord(metrics, false));
              config.routes.get(
                  Routes.MODEL,
                  context -> {
                    throw new StackOverflowError();
                  });
            });
    failing.start("127.0.0.1", 0);
    try {
      URI uri = URI.create("http://127.0.0.1:" + failing.port() + Routes.MODEL);
      int status =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
              .statusCode();
      assertThat(status).isEqualTo(500);
    } finally {
      failing.stop();
    }
    assertThat(metrics.scrape())
        .contains("_count{outcome=\"internal\",route=\"/api/v1/model\"} 1")
        .doesNotContain("outcome=\"ok\"");
  }
}
