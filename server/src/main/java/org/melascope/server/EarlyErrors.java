package org.melascope.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/** Answers to requests that fail before they reach a route: a request line that is none, say. */
final class EarlyErrors extends ErrorHandler {
  private final JsonMapper json;
  private final ServerMetrics metrics;

  EarlyErrors(JsonMapper json, ServerMetrics metrics) {
    this.json = json;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem problem = problem(response.getStatus());
    Duration time = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
    metrics.request("none", problem.word(), time);
    response.setStatus(problem.status());
    SecurityHeaders.addTo(response.getHeaders());
    response.write(true, body(problem, response.getHeaders()), callback);
    return true;
  }

  private ByteBuffer body(Problem problem, HttpFields.Mutable headers) {
    headers.put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    return ByteBuffer.wrap(json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 404 -> Problem.of(ProblemType.NOT_FOUND, "there is nothing here");
      case 503 -> Problem.of(ProblemType.SHUTTING_DOWN, "the server is shutting down");
      case 505 ->
          Problem.of(ProblemType.MALFORMED, "this server speaks HTTP/1.1 and HTTP/1.0 only");
      default ->
          status >= 500
              ? Problem.of(ProblemType.INTERNAL, "this is a fault of the server")
              : Problem.of(ProblemType.MALFORMED, "this is no request that HTTP/1.1 knows");
    };
  }
}
