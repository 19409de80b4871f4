package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What {@code openapi.yaml} promises, held against what is answered. */
final class OpenApi {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode DOCUMENT = read();

  private OpenApi() {}

  static JsonNode document() {
    return DOCUMENT;
  }

  private static JsonNode read() {
    try (InputStream in = MelascopeServer.class.getResourceAsStream("openapi.yaml")) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Fails unless the document knows this answer: its status, its type and its fields. */
  static JsonNode check(HttpResponse<byte[]> answer) {
    String method = answer.request().method().toLowerCase(Locale.ROOT);
    String path = answer.uri().getPath();
    JsonNode content = responseOf(path, method, answer.statusCode()).path("content");
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    assertThat(content.propertyNames())
        .as("types of %s %s", path, answer.statusCode())
        .contains(type);
    if (!type.endsWith("json")) {
      return JSON.missingNode();
    }
    JsonNode body = JSON.readTree(answer.body());
    assertThat(schema(content.path(type).path("schema")).validate(body))
        .as("%s", body.toString())
        .isEmpty();
    if (answer.statusCode() >= 400) {
      assertThat(body.path("status").intValue()).isEqualTo(answer.statusCode());
    }
    return body;
  }

  private static JsonNode responseOf(String path, String method, int status) {
    JsonNode operation = DOCUMENT.path("paths").path(path).path(method);
    JsonNode response =
        operation.isMissingNode()
            ? DOCUMENT.at("/components/responses/Problem")
            : operation.path("responses").path(Integer.toString(status));
    // No operation lists what the address itself can be at fault for.
    if (response.isMissingNode() && (status == 405 || status == 421)) {
      return DOCUMENT.at("/components/responses/Problem");
    }
    assertThat(response.isMissingNode()).as("%s %s answers %d", method, path, status).isFalse();
    return response.has("$ref")
        ? DOCUMENT.at(response.path("$ref").stringValue().substring(1))
        : response;
  }

  /** A schema of the document with all that it refers to. */
  static Schema schema(JsonNode reference) {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.setAll((ObjectNode) reference);
    schema.set("$defs", DOCUMENT.at("/components/schemas"));
    String text = schema.toString().replace("#/components/schemas/", "#/$defs/");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(JSON.readTree(text));
  }
}
