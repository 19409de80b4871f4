package org.melascope.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Begins to answer, and goes on when the test lets it. */
final class HeldExamination implements Examination {
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Integer> begun = new CopyOnWriteArrayList<>();

  @Override
  public AssessmentAnswer answer(Upload upload, AssessmentRequest request) {
    begun.add(upload.bytes().length);
    try {
      if (!released.await(RunningServer.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the test forgot to let go");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Problem problem = Problem.of(ProblemType.NOT_AN_IMAGE, "it is not looked at in this test");
    return AssessmentAnswer.of(upload.name(), problem, "none");
  }

  /** The lengths of the pictures whose turn has come, in that order. */
  List<Integer> begun() {
    return begun;
  }

  void release() {
    released.countDown();
  }
}
