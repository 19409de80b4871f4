package org.melascope.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.BundleDescription;

/**
 * {@code POST /api/v1/assessments}: takes a place, reads the pictures, waits for their turns,
 * answers and gives the place back.
 */
final class AssessmentRoute implements Handler {
  private final BundleDescription bundle;
  private final Places places;
  private final UploadReader reader;
  private final PictureWorkers workers;
  private final Executor senders;
  private final Duration answerTime;

  /**
   * The route.
   *
   * @param senders write the answers: a slow client must not hold up a worker
   * @param answerTime in which a client must have read its answer: a slow one must not keep its
   *     place
   */
  AssessmentRoute(
      BundleDescription bundle,
      Places places,
      UploadReader reader,
      PictureWorkers workers,
      Executor senders,
      Duration answerTime) {
    this.bundle = bundle;
    this.places = places;
    this.reader = reader;
    this.workers = workers;
    this.senders = senders;
    this.answerTime = answerTime;
  }

  @Override
  public void handle(Context context) throws IOException {
    AssessmentRequest asked = AssessmentRequest.of(context, bundle);
    Request exchange = ServletContextRequest.getServletContextRequest(context.req());
    Places.Place place = places.take(hungUp(exchange));
    // However it ends: with an answer that was sent to its end, a refusal, or a lost connection.
    Request.addCompletionListener(exchange, failure -> place.close());
    List<Upload> uploads = reader.read(context, place);
    AssessmentRequest request = asked.forPictures(uploads.size());
    List<PictureWorkers.Turn> turns =
        uploads.stream().map(upload -> workers.turn(upload, request, place)).toList();
    CompletableFuture<Void> answered = await(context, place, turns, request.form());
    context.future(() -> answered);
  }

  private CompletableFuture<Void> await(
      Context context, Places.Place place, List<PictureWorkers.Turn> turns, AnswerForm form) {
    CompletableFuture<?>[] answers =
        turns.stream().map(PictureWorkers.Turn::answer).toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Void> answered =
        CompletableFuture.allOf(answers)
            .whenCompleteAsync(
                (nothing, failure) -> answer(context, place, turns, form, failure), senders);
    place.await(() -> turns.forEach(PictureWorkers.Turn::forgo));
    turns.forEach(workers::queue);
    return answered;
  }

  private void answer(
      Context context,
      Places.Place place,
      List<PictureWorkers.Turn> turns,
      AnswerForm form,
      @Nullable Throwable failure) {
    place.answer();
    limit(ServletContextRequest.getServletContextRequest(context.req()));
    if (failure instanceof CompletionException wrapped
        && wrapped.getCause() instanceof ClientGoneException gone) {
      throw gone;
    }
    List<AssessmentAnswer> answers = turns.stream().map(turn -> turn.answer().join()).toList();
    context.header("Cache-Control", "no-store");
    if (answers.size() > 1) {
      context.json(answers);
    } else {
      send(context, answers.get(0), form);
    }
  }

  /** Closes the connection of a client that does not read its answer to the end in time. */
  private void limit(Request exchange) {
    EndPoint connection = ClientEndPoint.of(exchange);
    Runnable hangUp = () -> connection.close(new EofException("the answer is read too slowly"));
    Scheduler.Task end =
        exchange
            .getComponents()
            .getScheduler()
            .schedule(hangUp, answerTime.toMillis(), TimeUnit.MILLISECONDS);
    Request.addCompletionListener(exchange, failure -> end.cancel());
  }

  private static void send(Context context, AssessmentAnswer answer, AnswerForm form) {
    if (answer.problem().isPresent()) {
      ProblemAnswers.send(context, answer.problem().get());
    } else if (answer.png().isPresent()) {
      context.contentType(AnswerForm.PNG_TYPE).result(answer.png().get());
    } else if (form == AnswerForm.PNG) {
      ProblemAnswers.send(context, noHeatMap(answer));
    } else {
      context.json(answer);
    }
  }

  private static Problem noHeatMap(AssessmentAnswer answer) {
    String reasons = String.join(" ", answer.assessment().reasons());
    return Problem.of(
        ProblemType.NOT_ACCEPTABLE,
        "this picture cannot be judged and has no heat map; accept application/json, too, for an answer: "
            + reasons);
  }

  /** Tells whether the client of a request is gone, as far as its connection can tell. */
  private static BooleanSupplier hungUp(Request request) {
    return ClientEndPoint.of(request) instanceof ClientEndPoint client
        ? client::hasHungUp
        : () -> false;
  }
}
