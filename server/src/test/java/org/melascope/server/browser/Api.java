package org.melascope.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server's answers without the page.
 *
 * @param origin scheme, host and port of the server
 */
record Api(String origin) {
  /** What the server says about its model. */
  JsonNode model() {
    return read(HttpRequest.newBuilder(URI.create(origin + "/api/v1/model")).build());
  }

  /**
   * The point of the model's curve that was chosen for a sensitivity.
   *
   * @param target in whole percent
   */
  JsonNode operatingPoint(int target) {
    return StreamSupport.stream(model().get("operatingCurve").spliterator(), false)
        .filter(point -> Math.round(100 * point.get("targetSensitivity").asDouble()) == target)
        .findFirst()
        .orElseThrow();
  }

  /** What the server says about a picture at the model's default setting. */
  JsonNode assess(FilePayload picture) {
    return read(
        HttpRequest.newBuilder(URI.create(origin + "/api/v1/assessments"))
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(picture.buffer))
            .build());
  }

  private static JsonNode read(HttpRequest request) {
    try {
      var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return JsonMapper.shared().readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
