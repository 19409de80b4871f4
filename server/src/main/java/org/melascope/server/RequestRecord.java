package org.melascope.server;

import io.javalin.http.Context;
import io.javalin.http.RequestLogger;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts each request, whether its answer was read or not, and logs it if that is wanted. What is
 * logged comes from lists of our own: neither addresses that a client made up, nor names of files,
 * nor who it is.
 */
final class RequestRecord implements RequestLogger {
  private static final Logger LOG = LoggerFactory.getLogger("org.melascope.access");
  private static final String PROBLEM = "melascope.problem";
  private static final String RECORDED = "melascope.recorded";

  /** The outcome for a client that went before it had its answer. */
  static final String ABANDONED = "abandoned";

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

  /**
   * Has a request recorded also if its client goes before the answer is written, of which Javalin
   * tells nobody.
   */
  void watch(Context context) {
    AtomicBoolean recorded = new AtomicBoolean();
    context.attribute(RECORDED, recorded);
    String route = route(Routes.of(context), ProblemAnswers.CLIENT_CLOSED_REQUEST);
    String method = method(context);
    long begin = System.nanoTime();
    Request.addCompletionListener(
        ServletContextRequest.getServletContextRequest(context.req()),
        failure -> {
          if (failure != null && !recorded.getAndSet(true)) {
            record(
                method,
                route,
                ProblemAnswers.CLIENT_CLOSED_REQUEST,
                ABANDONED,
                Duration.ofNanos(System.nanoTime() - begin));
          }
        });
  }

  @Override
  public void handle(Context context, Float milliseconds) {
    AtomicBoolean recorded = context.attribute(RECORDED);
    if (recorded == null || !recorded.getAndSet(true)) {
      record(
          method(context),
          route(Routes.of(context), context.statusCode()),
          context.statusCode(),
          outcome(context),
          Duration.ofNanos((long) (milliseconds * 1e6)));
    }
  }

  private void record(String method, String route, int status, String outcome, Duration time) {
    metrics.request(route, outcome, time);
    if (logged) {
      LOG.info("{} {} {} {} {} ms", method, route, status, outcome, time.toMillis());
    }
  }

  private static String method(Context context) {
    return METHODS.contains(context.method().name()) ? context.method().name() : "?";
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

  private static String route(String path, int status) {
    if (ROUTES.contains(path)) {
      return path;
    }
    return status == 404 ? "none" : "page";
  }
}
