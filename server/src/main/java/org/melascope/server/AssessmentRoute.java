package org.melascope.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** {@code POST /api/v1/assessments}. */
final class AssessmentRoute implements Handler {
  private final PictureWorkers workers;
  private final UploadReader reader;
  private final Executor senders;

  /**
   * The route.
   *
   * @param senders write the answers: a slow client must not hold up a worker
   */
  AssessmentRoute(PictureWorkers workers, UploadReader reader, Executor senders) {
    this.workers = workers;
    this.reader = reader;
    this.senders = senders;
  }

  @Override
  public void handle(Context context) throws IOException {
    AssessmentRequest request = AssessmentRequest.of(context, workers.description());
    List<CompletableFuture<AssessmentAnswer>> answers =
        reader.read(context).stream().map(upload -> workers.answer(upload, request)).toList();
    CompletableFuture<Void> all =
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
            .thenRunAsync(
                () -> send(context, answers.stream().map(CompletableFuture::join).toList()),
                senders);
    context.future(() -> all);
  }

  private static void send(Context context, List<AssessmentAnswer> answers) {
    context.header("Cache-Control", "no-store");
    if (answers.size() > 1) {
      context.json(answers);
    } else if (answers.get(0).problem().isPresent()) {
      ProblemAnswers.send(context, answers.get(0).problem().get());
    } else {
      context.json(answers.get(0));
    }
  }
}
