package org.melascope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;
import org.melascope.gates.Finding;
import org.melascope.gates.Judgement;
import org.melascope.gates.PredictionSet;
import org.melascope.gates.Reason;

/**
 * The answer for one picture as JSON: the components' names are the fields. Of a picture that
 * cannot be read only {@code image}, {@code decision} ({@link #ERROR}), {@code reasons} and {@code
 * model} are there; one that is not assessable has no probabilities.
 *
 * @param image what the picture is called
 * @param decision a {@link org.melascope.diagnosis.Decision}, or {@link #ERROR}
 * @param pMalignant P(malignant), calibrated
 * @param pMelanoma P(melanoma), calibrated
 * @param probabilities of the seven diagnoses by code
 * @param operatingPoint what the decision was made with
 * @param reasons why the decision is not plain, or why the picture cannot be read, in words
 * @param findings the same reasons for programs
 * @param gates what else the bundle's gates say; missing where the bundle has none
 * @param agreement over turned and mirrored views, if they were looked at
 * @param evidencePlacement by code of the diagnosis, where that lies which speaks for it; missing
 *     for those for which nothing does, and where the bundle has no gates
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
    Optional<List<FoundReason>> findings,
    Optional<GateValues> gates,
    Optional<Agreement> agreement,
    Optional<Map<String, EvidencePlacement>> evidencePlacement,
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

  /**
   * A reason that applies.
   *
   * @param name that stays, such as {@code too-dark}
   * @param consequence {@code NOT_ASSESSABLE}, {@code UNCERTAIN} or {@code REMARK}
   * @param words the reason in a sentence
   * @param advice what to do about it
   * @param value what was measured
   * @param limit beyond which the reason applies
   */
  public record FoundReason(
      String name, String consequence, String words, String advice, double value, double limit) {
    static FoundReason of(Finding finding) {
      Reason reason = finding.reason();
      return new FoundReason(
          reason.code(),
          reason.consequence().name(),
          reason.words(),
          reason.advice(),
          finding.value(),
          finding.limit());
    }
  }

  /**
   * What the gates measured.
   *
   * @param quality by the name of the reason that applies beyond the limit
   * @param novelty how unlike the training pictures the picture is
   * @param noveltyLimit how unlike them it may be
   * @param sets which of malignant and benign the answer leaves open, by rising level; empty where
   *     there is no answer
   */
  public record GateValues(
      Map<String, Double> quality, double novelty, double noveltyLimit, List<PredictionSet> sets) {
    static GateValues of(Judgement judgement, boolean shown) {
      Map<String, Double> quality = new LinkedHashMap<>();
      judgement.quality().measures().forEach((reason, value) -> quality.put(reason.code(), value));
      return new GateValues(
          quality,
          judgement.novelty(),
          judgement.noveltyLimit(),
          shown ? judgement.sets() : List.of());
    }
  }

  /** The answer for a picture that was assessed. */
  public static AssessmentJson of(String image, Assessment assessment) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      probabilities.put(diagnosis.code(), assessment.distribution().of(diagnosis));
    }
    boolean shown = assessment.decision() != Decision.NOT_ASSESSABLE;
    return new AssessmentJson(
        image,
        assessment.decision().name(),
        shown ? OptionalDouble.of(assessment.malignant()) : OptionalDouble.empty(),
        shown ? OptionalDouble.of(assessment.melanoma()) : OptionalDouble.empty(),
        shown ? Optional.of(probabilities) : Optional.empty(),
        shown ? Optional.of(Point.of(assessment.operatingPoint())) : Optional.empty(),
        assessment.reasons().stream().map(finding -> finding.reason().words()).toList(),
        Optional.of(assessment.reasons().stream().map(FoundReason::of).toList()),
        assessment.judgement().map(judgement -> GateValues.of(judgement, shown)),
        shown ? assessment.agreement() : Optional.empty(),
        shown ? placements(assessment) : Optional.empty(),
        assessment.model(),
        OptionalDouble.of(Math.round(assessment.elapsed().toNanos() / 1e5) / 10.0),
        Optional.empty());
  }

  private static Optional<Map<String, EvidencePlacement>> placements(Assessment assessment) {
    Map<String, EvidencePlacement> placements = new LinkedHashMap<>();
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      assessment
          .placement(diagnosis)
          .ifPresent(placement -> placements.put(diagnosis.code(), placement));
    }
    return assessment.judgement().map(judged -> placements);
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
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
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
        findings,
        gates,
        agreement,
        evidencePlacement,
        model,
        milliseconds,
        Optional.of(file));
  }

  private static Share share(Proportion share) {
    return new Share(share.value(), share.low(), share.high(), share.successes(), share.trials());
  }
}
