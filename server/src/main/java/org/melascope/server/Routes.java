package org.melascope.server;

import io.javalin.http.Context;
import java.util.List;

/** The addresses of the server. */
final class Routes {
  static final String ASSESSMENTS = "/api/v1/assessments";
  static final String MODEL = "/api/v1/model";
  static final String OPENAPI = "/openapi.yaml";
  static final String LIVE = "/health/live";
  static final String READY = "/health/ready";
  static final String METRICS = "/metrics";

  /** Where the files of the page are. */
  static final List<String> PAGE =
      List.of("/", "/{file}", "/app/*", "/i18n/*", "/samples/*", "/thumbnails/*");

  /** What needs the API key where there is one. */
  static final List<String> KEPT = List.of("/api/*", METRICS);

  private Routes() {}

  /** The path of a request, without a slash at its end, which makes no difference. */
  static String of(Context context) {
    String path = context.path();
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
