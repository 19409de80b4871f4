package org.melascope.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that examine pictures, each picture from its bytes to its answer by one of them:
 * there are never more decoded pictures in memory than workers. What waits for them is bounded by
 * {@link Places}.
 */
final class PictureWorkers implements AutoCloseable {
  private final Examination examination;
  private final ThreadPoolExecutor threads;

  /**
   * Workers.
   *
   * @param count how many pictures are examined at the same time
   */
  PictureWorkers(Examination examination, int count) {
    this.examination = examination;
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "melascope-worker"));
  }

  /** A picture that waits for its turn. */
  final class Turn implements Runnable {
    private final Upload upload;
    private final AssessmentRequest request;
    private final Places.Place place;
    private final CompletableFuture<AssessmentAnswer> answer = new CompletableFuture<>();

    private Turn(Upload upload, AssessmentRequest request, Places.Place place) {
      this.upload = upload;
      this.request = request;
      this.place = place;
    }

    /** The answer, or {@link ClientGoneException} if the client did not wait for it. */
    CompletableFuture<AssessmentAnswer> answer() {
      return answer;
    }

    /** Gives up the turn if it has not come yet. */
    void forgo() {
      threads.remove(this);
      answer.completeExceptionally(new ClientGoneException());
    }

    @Override
    public void run() {
      if (answer.isDone() || place.leaveIfHungUp()) {
        return;
      }
      try {
        answer.complete(examination.answer(upload, request));
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
    }
  }

  /** A turn, which {@link #queue} lets begin. */
  Turn turn(Upload upload, AssessmentRequest request, Places.Place place) {
    return new Turn(upload, request, place);
  }

  /** Puts a turn behind those that wait already. */
  void queue(Turn turn) {
    threads.execute(turn);
  }

  /** How many pictures wait for a worker. */
  int waiting() {
    return threads.getQueue().size();
  }

  /** Finishes the pictures that are being examined; those that still wait are not any more. */
  @Override
  public void close() {
    threads.getQueue().clear();
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
