package org.melascope.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Answers to requests that fail. */
final class ProblemAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  /** As nginx logs it; no client ever sees it. */
  static final int CLIENT_CLOSED_REQUEST = 499;

  private ProblemAnswers() {}

  /** Sends a problem. */
  static void send(Context context, Problem problem) {
    RequestRecord.problem(context, problem.word());
    if (problem.is(ProblemType.UPLOAD_TIMEOUT)) {
      context.header("Connection", "close");
    } else {
      UnreadBody.discard(context);
    }
    context.status(problem.status());
    problem
        .retryAfter()
        .ifPresent(seconds -> context.header("Retry-After", Long.toString(seconds)));
    if (problem.is(ProblemType.METHOD_NOT_ALLOWED)) {
      boolean post = Routes.of(context).equals(Routes.ASSESSMENTS);
      context.header("Allow", post ? "POST" : "GET, HEAD");
    }
    if (problem.is(ProblemType.UNAUTHORISED)) {
      context.header("WWW-Authenticate", "Bearer realm=\"melascope\"");
    }
    context.header("Cache-Control", "no-store");
    context.json(problem).contentType(Problem.CONTENT_TYPE);
  }

  /** Sends a problem for an error of the virtual machine, such as a lack of memory. */
  static void send(HttpServletResponse response, Error error, JsonMapper json) {
    Problem problem = fault(error);
    response.setStatus(problem.status());
    response.setContentType(Problem.CONTENT_TYPE);
    response.setHeader("Cache-Control", "no-store");
    try {
      response.getOutputStream().write(json.writeValueAsBytes(problem));
    } catch (IOException e) {
      LOG.debug("nobody waits for the answer", e);
    }
  }

  /** Has whatever a route throws answered by a problem. */
  static void install(RoutesConfig routes) {
    routes.exception(
        ProblemException.class, (failure, context) -> send(context, failure.problem()));
    routes.exception(
        HttpResponseException.class, (failure, context) -> send(context, known(failure, context)));
    routes.exception(ClientGoneException.class, (failure, context) -> abandon(context));
    routes.exception(EofException.class, (failure, context) -> endedEarly(context));
    routes.exception(Exception.class, (failure, context) -> send(context, fault(failure)));
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

  /** The body broke off: with the connection, or because its parts are not as HTTP wants them. */
  private static void endedEarly(Context context) {
    Request request = ServletContextRequest.getServletContextRequest(context.req());
    EndPoint connection = ClientEndPoint.of(request);
    if (!connection.isOpen() || connection.isInputShutdown()) {
      abandon(context);
      return;
    }
    context.header("Connection", "close");
    send(
        context,
        Problem.of(ProblemType.MALFORMED, "the body of the request is broken: it cannot be read"));
  }

  /** Nobody reads the answer; the status is for the log. */
  private static void abandon(Context context) {
    RequestRecord.problem(context, RequestRecord.ABANDONED);
    context.status(CLIENT_CLOSED_REQUEST);
  }

  /** What went wrong is for the log; whoever asked learns that it was not their request. */
  private static Problem fault(Throwable failure) {
    LOG.error("a request failed", failure);
    return Problem.of(
        ProblemType.INTERNAL, "this is a fault of the server; its log says what happened");
  }
}
