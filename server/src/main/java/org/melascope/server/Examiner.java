package org.melascope.server;

import java.time.Duration;
import java.util.Optional;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.HeatMap;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.diagnosis.Decision;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.PictureFormat;
import org.melascope.image.UnreadableImageException;

/** Decodes a picture and assesses it, all by the thread that asks. */
final class Examiner implements Examination, AutoCloseable {
  private final Assessor assessor;
  private final ServerMetrics metrics;
  private final ImageReader reader;
  private final ImageReader wholeReader;

  private Examiner(Assessor assessor, ServerMetrics metrics) {
    this.assessor = assessor;
    this.metrics = metrics;
    this.reader = ImageReader.forNetwork(assessor.description().preprocessing());
    this.wholeReader = new ImageReader();
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
      image = reader(request).read(upload.bytes(), upload.name());
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
    boolean explained = assessment.decision() != Decision.NOT_ASSESSABLE;
    return AssessmentAnswer.of(
        upload.name(),
        image,
        assessment,
        total,
        explained && request.explain()
            ? Optional.of(evidence(image, assessment))
            : Optional.empty(),
        explained && request.form() != AnswerForm.JSON
            ? Optional.of(heatMap(image, assessment, request))
            : Optional.empty());
  }

  /** A heat map is drawn over the whole picture. */
  private ImageReader reader(AssessmentRequest request) {
    return request.form() == AnswerForm.JSON ? reader : wholeReader;
  }

  private byte[] heatMap(LesionImage image, Assessment assessment, AssessmentRequest request) {
    LesionImage map =
        HeatMap.draw(
            image,
            assessment.evidence(),
            request.drawn().orElse(assessment.distribution().mostLikely()),
            assessor.description().preprocessing());
    return PictureFormat.PNG.encode(map);
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
