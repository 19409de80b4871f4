package org.melascope.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
import tools.jackson.core.JacksonException;

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
    /** Those of a server that has room for so many bytes of pictures. */
    static Limits of(long memory) {
      return new Limits(
          Math.min(ImageReader.MAX_BYTES, memory),
          ImageReader.MAX_PIXELS,
          UploadReader.MAX_PICTURES,
          Math.min(UploadReader.MAX_FORM_BYTES, memory));
    }
  }

  /**
   * Reads all of it from a bundle.
   *
   * @param memory how many bytes of pictures the server has room for
   * @throws IOException if the card or the evaluation is there but cannot be read
   */
  static ModelAnswer of(Bundle bundle, long memory) throws IOException {
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
        Limits.of(memory),
        text(bundle.folder().resolve(CARD)),
        figures(bundle.folder().resolve(METRICS), description.defaultPoint().targetSensitivity()),
        description.training());
  }

  private static Optional<String> text(Path file) throws IOException {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no text in UTF-8: save it so, or delete it", e);
    }
  }

  private static Optional<EvaluationFigures> figures(Path file, double sensitivity)
      throws IOException {
    Optional<String> json = text(file);
    try {
      return json.map(text -> EvaluationFigures.read(text, sensitivity));
    } catch (JacksonException e) {
      throw new IOException(
          file
              + " does not hold the results of an evaluation: evaluate the bundle again, or delete it",
          e);
    }
  }
}
