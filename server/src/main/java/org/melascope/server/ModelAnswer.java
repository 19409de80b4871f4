package org.melascope.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.melascope.Assessment;
import org.melascope.AssessmentJson;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.image.ImageReader;

/**
 * What {@code GET /api/v1/model} says of the network and of the server's limits.
 *
 * @param identity name, version and start of the weights' hash, as in every answer
 * @param notice {@link Assessment#NOTICE}
 * @param operatingCurve by rising target sensitivity
 * @param gates whether it says so when a picture cannot be judged; older bundles answer all
 * @param card the model card, Markdown; missing where the bundle has none
 * @param metrics how it did on test pictures; missing where the bundle has no evaluation
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ModelAnswer(
    String name,
    String version,
    String created,
    String sha256,
    String identity,
    String intendedUse,
    String terms,
    String notice,
    List<DiagnosisEntry> diagnoses,
    double defaultSensitivity,
    List<AssessmentJson.Point> operatingCurve,
    boolean gates,
    Limits limits,
    Optional<String> card,
    Optional<EvaluationFigures> metrics,
    BundleDescription.Training training) {
  private static final String CARD = "MODEL_CARD.md";
  private static final String METRICS = Bundle.EVALUATION + "/metrics.json";

  /** A diagnosis: its code, its name in words, whether it counts towards P(malignant). */
  record DiagnosisEntry(String code, String name, boolean malignant) {}

  /**
   * What is taken.
   *
   * @param maxBytes of one picture's file
   * @param maxPixels of one picture
   * @param maxPictures in one request
   * @param maxRequestBytes of one request with all its pictures
   */
  record Limits(long maxBytes, long maxPixels, int maxPictures, long maxRequestBytes) {
    static final Limits OURS =
        new Limits(
            ImageReader.MAX_BYTES,
            ImageReader.MAX_PIXELS,
            UploadReader.MAX_PICTURES,
            UploadReader.MAX_FORM_BYTES);
  }

  /**
   * Reads all of it from a bundle.
   *
   * @throws IOException if the card or the evaluation is there but cannot be read
   */
  static ModelAnswer of(Bundle bundle) throws IOException {
    BundleDescription description = bundle.description();
    return new ModelAnswer(
        description.name(),
        description.version(),
        description.created(),
        description.network().sha256(),
        description.identity(),
        description.intendedUse(),
        description.terms(),
        Assessment.NOTICE,
        Diagnosis.ALL.stream()
            .map(d -> new DiagnosisEntry(d.code(), d.fullName(), d.malignant()))
            .toList(),
        description.defaultSensitivity(),
        description.operatingCurve().points().stream().map(AssessmentJson.Point::of).toList(),
        description.gates().isPresent(),
        Limits.OURS,
        text(bundle.folder().resolve(CARD)),
        figures(bundle.folder().resolve(METRICS), description.defaultPoint().targetSensitivity()),
        description.training());
  }

  private static Optional<String> text(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  private static Optional<EvaluationFigures> figures(Path file, double sensitivity)
      throws IOException {
    Optional<String> json = text(file);
    return json.isEmpty()
        ? Optional.empty()
        : Optional.of(EvaluationFigures.read(json.get(), sensitivity));
  }
}
