package org.melascope.server;

import io.javalin.http.Context;
import io.javalin.http.RequestLogger;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts each request that was answered, and logs it if that is wanted. What is logged comes from
 * lists of our own: neither addresses that a client made up, nor names of files, nor who it is.
 */
final class RequestRecord implements RequestLogger {
  private static final Logger LOG = LoggerFactory.getLogger("org.melascope.access");
  private static final String PROBLEM = "melascope.problem";
  private static final Set<String> ROUTES =
      Set.of(
          Routes.ASSESSMENTS,
          Routes.MODEL,
          Routes.OPENAPI,
          Routes.LIVE,
          Routes.READY,
          Routes.METRICS);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final ServerMetrics metrics;
  private final boolean logged;

  RequestRecord(ServerMetrics metrics, boolean logged) {
    this.metrics = metrics;
    this.logged = logged;
  }

  /** Keeps in mind what a request failed for. */
  static void problem(Context context, String word) {
    context.attribute(PROBLEM, word);
  }

  @Override
  public void handle(Context context, Float milliseconds) {
    String route = route(context);
    String outcome = outcome(context);
    metrics.request(route, outcome, Duration.ofNanos((long) (milliseconds * 1e6)));
    if (logged) {
      String method = METHODS.contains(context.method().name()) ? context.method().name() : "?";
      LOG.info(
          "{} {} {} {} {} ms",
          method,
          route,
          context.statusCode(),
          outcome,
          Math.round(milliseconds));
    }
  }

  /** An error of the virtual machine is answered past the context, which has no problem then. */
  private static String outcome(Context context) {
    String problem = context.attribute(PROBLEM);
    if (problem != null) {
      return problem;
    }
    return context.statusCode() >= ProblemType.INTERNAL.status()
        ? ProblemType.INTERNAL.word()
        : "ok";
  }

  private static String route(Context context) {
    String path = Routes.of(context);
    if (ROUTES.contains(path)) {
      return path;
    }
    return context.statusCode() == 404 ? "none" : "page";
  }
}
