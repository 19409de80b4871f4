package org.melascope.server;

import java.time.Duration;
import java.util.Optional;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.diagnosis.Decision;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.UnreadableImageException;

/** Decodes a picture and assesses it, all by the thread that asks. */
final class Examiner implements Examination, AutoCloseable {
  private final Assessor assessor;
  private final ServerMetrics metrics;
  private final ImageReader reader;

  private Examiner(Assessor assessor, ServerMetrics metrics) {
    this.assessor = assessor;
    this.metrics = metrics;
    this.reader = ImageReader.forNetwork(assessor.description().preprocessing());
  }

  /**
   * Opens the network of a bundle.
   *
   * @throws UnusableBundleException if the network does not fit the bundle
   */
  static Examiner open(Bundle bundle, ServerMetrics metrics) throws UnusableBundleException {
    return new Examiner(Assessor.of(bundle, 1), metrics);
  }

  @Override
  public AssessmentAnswer answer(Upload upload, AssessmentRequest request) {
    BundleDescription bundle = assessor.description();
    long start = System.nanoTime();
    LesionImage image;
    try {
      image = reader.read(upload.bytes(), upload.name());
    } catch (UnreadableImageException e) {
      Problem problem = Problem.of(ProblemType.of(e.reason()), e.explanation());
      metrics.unreadable(ProblemType.of(e.reason()));
      return AssessmentAnswer.of(upload.name(), problem, bundle.identity());
    }
    Duration decoding = Duration.ofNanos(System.nanoTime() - start);
    Assessment assessment =
        assessor.assess(image, request.point().targetSensitivity(), request.thorough());
    Duration total = Duration.ofNanos(System.nanoTime() - start);
    metrics.assessed(assessment, decoding);
    Optional<EvidenceJson> evidence =
        request.explain() && assessment.decision() != Decision.NOT_ASSESSABLE
            ? Optional.of(evidence(image, assessment))
            : Optional.empty();
    return AssessmentAnswer.of(upload.name(), image, assessment, total, evidence);
  }

  private EvidenceJson evidence(LesionImage image, Assessment assessment) {
    return EvidenceJson.of(
        assessment.evidence(),
        assessor
            .description()
            .preprocessing()
            .frame(image.originalWidth(), image.originalHeight()));
  }

  @Override
  public void close() {
    assessor.close();
  }
}
