package org.melascope.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers to requests that fail. */
final class ProblemAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  private ProblemAnswers() {}

  /** Sends a problem. */
  static void send(Context context, Problem problem) {
    context.status(problem.status());
    problem
        .retryAfter()
        .ifPresent(seconds -> context.header("Retry-After", Long.toString(seconds)));
    if (problem.type().equals(ProblemType.UNAUTHORISED.urn())) {
      context.header("WWW-Authenticate", "Bearer realm=\"melascope\"");
    }
    context.header("Cache-Control", "no-store");
    context.json(problem).contentType(Problem.CONTENT_TYPE);
  }

  /** Has whatever a route throws answered by a problem. */
  static void install(RoutesConfig routes) {
    routes.exception(
        ProblemException.class, (failure, context) -> send(context, failure.problem()));
    routes.exception(
        HttpResponseException.class, (failure, context) -> send(context, known(failure, context)));
    // Nobody reads the answer.
    routes.exception(EofException.class, (failure, context) -> context.status(400));
    routes.exception(Exception.class, (failure, context) -> sendFault(context, failure));
  }

  private static Problem known(HttpResponseException failure, Context context) {
    return switch (failure.getStatus()) {
      case 404 ->
          Problem.of(
              ProblemType.NOT_FOUND, "there is nothing here; /openapi.yaml lists what there is");
      case 405 ->
          Problem.of(
              ProblemType.METHOD_NOT_ALLOWED,
              "this address cannot be asked with " + context.method() + "; see /openapi.yaml");
      default -> fault(failure);
    };
  }

  private static void sendFault(Context context, Exception failure) {
    send(context, fault(failure));
  }

  /** What went wrong is for the log; whoever asked learns that it was not their request. */
  private static Problem fault(Exception failure) {
    LOG.error("a request failed", failure);
    return Problem.of(
        ProblemType.INTERNAL, "this is a fault of the server; its log says what happened");
  }
}
