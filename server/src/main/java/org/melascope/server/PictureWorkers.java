package org.melascope.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.UnreadableImageException;

/**
 * Decodes and assesses pictures, each from beginning to end by one thread, so that there are never
 * more decoded pictures in memory than workers.
 */
final class PictureWorkers implements AutoCloseable {
  private final Assessor assessor;
  private final ImageReader reader = new ImageReader();
  private final ExecutorService pool;

  private PictureWorkers(Assessor assessor, int workers) {
    this.assessor = assessor;
    this.pool = Executors.newFixedThreadPool(workers, task -> new Thread(task, "melascope-worker"));
  }

  /**
   * Opens the network of a bundle.
   *
   * @param workers how many pictures are assessed at the same time, each by one thread
   * @throws UnusableBundleException if the network does not fit the bundle
   */
  static PictureWorkers open(Bundle bundle, int workers) throws UnusableBundleException {
    return new PictureWorkers(Assessor.of(bundle, 1), workers);
  }

  /** What the bundle says of itself. */
  BundleDescription description() {
    return assessor.description();
  }

  /** Answers for a picture when it is its turn. A picture that cannot be read is an answer, too. */
  CompletableFuture<AssessmentAnswer> answer(Upload upload, AssessmentRequest request) {
    return CompletableFuture.supplyAsync(() -> assess(upload, request), pool);
  }

  private AssessmentAnswer assess(Upload upload, AssessmentRequest request) {
    long start = System.nanoTime();
    LesionImage image;
    try {
      image = reader.read(upload.bytes(), upload.name());
    } catch (UnreadableImageException e) {
      Problem problem = Problem.of(ProblemType.of(e.reason()), e.explanation());
      return AssessmentAnswer.of(upload.name(), problem, description().identity());
    }
    Assessment assessment = assessor.assess(image, request.point().targetSensitivity());
    Duration total = Duration.ofNanos(System.nanoTime() - start);
    Optional<EvidenceJson> evidence =
        request.explain() ? Optional.of(evidence(image, assessment)) : Optional.empty();
    return AssessmentAnswer.of(upload.name(), image, assessment, total, evidence);
  }

  private EvidenceJson evidence(LesionImage image, Assessment assessment) {
    return EvidenceJson.of(
        assessment.evidence(), description().preprocessing().frame(image.width(), image.height()));
  }

  /** Finishes what was begun, and closes the network. */
  @Override
  public void close() {
    pool.shutdown();
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    assessor.close();
  }
}
