package org.melascope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;

/**
 * The answer for one picture as JSON: the components' names are the fields. Of a picture that
 * cannot be read only {@code image}, {@code decision} ({@link #ERROR}), {@code reasons} and {@code
 * model} are there.
 *
 * @param image what the picture is called
 * @param decision a {@link org.melascope.diagnosis.Decision}, or {@link #ERROR}
 * @param pMalignant P(malignant), calibrated
 * @param pMelanoma P(melanoma), calibrated
 * @param probabilities of the seven diagnoses by code
 * @param operatingPoint what the decision was made with
 * @param reasons why the decision is not plain, or why the picture cannot be read
 * @param model identity of the bundle
 * @param milliseconds from the decoded picture to the answer
 * @param heatMap where the picture's heat map lies, if one was drawn
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AssessmentJson(
    String image,
    String decision,
    OptionalDouble pMalignant,
    OptionalDouble pMelanoma,
    Optional<Map<String, Double>> probabilities,
    Optional<Point> operatingPoint,
    List<String> reasons,
    String model,
    OptionalDouble milliseconds,
    Optional<String> heatMap) {
  /** The decision on a picture that cannot be read. */
  public static final String ERROR = "ERROR";

  /**
   * An operating point.
   *
   * @param targetSensitivity the sensitivity it was chosen for
   * @param threshold on P(malignant)
   * @param sensitivity share of malignant lesions that it flagged
   * @param melanomaSensitivity share of melanomas that it flagged
   * @param specificity share of benign lesions that it did not flag
   * @param data what these shares were measured on
   */
  public record Point(
      double targetSensitivity,
      double threshold,
      Share sensitivity,
      Share melanomaSensitivity,
      Share specificity,
      String data) {

    /** An operating point in this form. */
    public static Point of(OperatingPoint point) {
      return new Point(
          point.targetSensitivity(),
          point.threshold(),
          share(point.sensitivity()),
          share(point.melanomaSensitivity()),
          share(point.specificity()),
          point.data());
    }
  }

  /**
   * A share with its 95 % interval; the value is missing where there was nothing to count.
   *
   * @param value {@code successes / trials}
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Share(OptionalDouble value, double low, double high, long successes, long trials) {}

  /** The answer for a picture that was assessed. */
  public static AssessmentJson of(String image, Assessment assessment) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      probabilities.put(diagnosis.code(), assessment.distribution().of(diagnosis));
    }
    return new AssessmentJson(
        image,
        assessment.decision().name(),
        OptionalDouble.of(assessment.malignant()),
        OptionalDouble.of(assessment.melanoma()),
        Optional.of(probabilities),
        Optional.of(Point.of(assessment.operatingPoint())),
        assessment.reasons(),
        assessment.model(),
        OptionalDouble.of(Math.round(assessment.elapsed().toNanos() / 1e5) / 10.0),
        Optional.empty());
  }

  /** The answer for a picture that cannot be read. */
  public static AssessmentJson error(String image, String reason, String model) {
    return new AssessmentJson(
        image,
        ERROR,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(reason),
        model,
        OptionalDouble.empty(),
        Optional.empty());
  }

  /** The same answer with a heat map. */
  public AssessmentJson withHeatMap(String file) {
    return new AssessmentJson(
        image,
        decision,
        pMalignant,
        pMelanoma,
        probabilities,
        operatingPoint,
        reasons,
        model,
        milliseconds,
        Optional.of(file));
  }

  private static Share share(Proportion share) {
    return new Share(share.value(), share.low(), share.high(), share.successes(), share.trials());
  }
}
