package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;

/** Computes every part of an {@link Evaluation}. */
record Evaluator(List<OperatingPoint> points, Bootstrap bootstrap) {
  /** At these the specificity is told. */
  static final List<Double> SENSITIVITIES = List.of(0.90, 0.95);

  /** Where the metrics of a drawn set stand. */
  private static final int AUC = 0;

  private static final int AVERAGE_PRECISION = 1;
  private static final int BRIER = 2;
  private static final int SPECIFICITIES = 3;

  /** How much is computed: subgroups are many, and nobody draws a figure of each. */
  private enum Depth {
    FULL,
    BRIEF
  }

  Evaluation evaluate(List<Prediction> predictions) {
    Map<String, Section> sources = new LinkedHashMap<>();
    new Grouping("source", prediction -> Optional.of(prediction.source()))
        .groups(predictions)
        .forEach((source, group) -> sources.put(source, source(group)));
    if (sources.size() == 1) {
      Section only = sources.values().iterator().next();
      return evaluation(only.withoutBreakdown(), sources, only.subgroups());
    }
    return evaluation(section(predictions, Map.of(), Map.of()), sources, subgroups(predictions));
  }

  private Evaluation evaluation(
      Section overall, Map<String, Section> sources, Map<String, Map<String, Subgroup>> subgroups) {
    return new Evaluation(
        Evaluation.FORMAT, Optional.empty(), bootstrap, overall, sources, subgroups);
  }

  private Section source(List<Prediction> predictions) {
    return section(predictions, melanomaByOrigin(predictions), subgroups(predictions));
  }

  private Map<String, Map<String, Subgroup>> subgroups(List<Prediction> predictions) {
    Map<String, Map<String, Subgroup>> subgroups = new LinkedHashMap<>();
    for (Grouping grouping : Grouping.ALL) {
      Map<String, Subgroup> results = new LinkedHashMap<>();
      grouping.groups(predictions).forEach((name, group) -> results.put(name, subgroup(group)));
      if (!results.isEmpty()) {
        subgroups.put(grouping.name(), Ordered.copyOf(results));
      }
    }
    return subgroups;
  }

  private Subgroup subgroup(List<Prediction> predictions) {
    List<OperatingPoint> usual =
        points.stream().filter(point -> SENSITIVITIES.contains(point.targetSensitivity())).toList();
    return new Subgroup(
        predictions.size(),
        binary(predictions, Question.MELANOMA, usual, Depth.BRIEF),
        binary(predictions, Question.MALIGNANT, usual, Depth.BRIEF));
  }

  private Section section(
      List<Prediction> predictions,
      Map<String, BinaryResult> melanomaByOrigin,
      Map<String, Map<String, Subgroup>> subgroups) {
    Map<String, BinaryResult> diagnoses = new LinkedHashMap<>();
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      diagnoses.put(
          diagnosis.code(), binary(predictions, Question.of(diagnosis), List.of(), Depth.BRIEF));
    }
    return new Section(
        predictions.size(),
        binary(predictions, Question.MELANOMA, points, Depth.FULL),
        binary(predictions, Question.MALIGNANT, points, Depth.FULL),
        diagnoses,
        sevenDiagnoses(predictions),
        melanomaByOrigin,
        subgroups);
  }

  private Map<String, BinaryResult> melanomaByOrigin(List<Prediction> predictions) {
    List<Prediction> others = withAnswer(predictions, false);
    Map<String, List<Prediction>> melanomas =
        new Grouping(
                "origin",
                prediction ->
                    Optional.of(prediction.attributes().getOrDefault("origin", "unknown")))
            .groups(withAnswer(predictions, true));
    Map<String, BinaryResult> results = new LinkedHashMap<>();
    if (melanomas.size() > 1) {
      melanomas.forEach(
          (origin, group) ->
              results.put(
                  origin,
                  binary(
                      Stream.concat(group.stream(), others.stream()).toList(),
                      Question.MELANOMA,
                      points,
                      Depth.BRIEF)));
    }
    return results;
  }

  private static List<Prediction> withAnswer(List<Prediction> predictions, boolean melanoma) {
    return predictions.stream()
        .filter(prediction -> Question.MELANOMA.answer(prediction).equals(Optional.of(melanoma)))
        .toList();
  }

  private BinaryResult binary(
      List<Prediction> all, Question question, List<OperatingPoint> applied, Depth depth) {
    List<Prediction> predictions = question.comparable(all);
    List<String> lesions = predictions.stream().map(Prediction::lesionKey).toList();
    BinaryScores scores = question.scores(predictions);
    Roc roc = new Roc(scores);
    Roc malignant = new Roc(question.scores(predictions, LabelSet.MALIGNANT));
    List<Optional<Interval>> drawn =
        scores.hasBothClasses()
            ? bootstrap.intervals(lesions, counts -> drawn(scores, roc, counts))
            : List.of();
    Optional<CalibrationError> equalWidth =
        calibrated(scores, s -> CalibrationError.equalWidth(s, CalibrationError.BINS));
    Optional<CalibrationError> equalMass =
        calibrated(scores, s -> CalibrationError.equalMass(s, CalibrationError.BINS));
    return new BinaryResult(
        scores.size(),
        scores.positives(),
        (int) lesions.stream().distinct().count(),
        DeLong.auc(scores),
        Bootstrap.of(drawn, AUC),
        roc.averagePrecision().stream()
            .mapToObj(value -> new Estimate(value, Bootstrap.of(drawn, AVERAGE_PRECISION)))
            .findFirst(),
        scores.hasBothClasses() ? Brier.score(scores) : OptionalDouble.empty(),
        Bootstrap.of(drawn, BRIER),
        value(equalWidth),
        value(equalMass),
        CalibrationLine.fit(scores),
        depth == Depth.FULL ? WeakCalibration.of(scores, lesions, bootstrap) : Optional.empty(),
        atSensitivity(roc, drawn),
        applied.stream().map(point -> PointResult.of(point, malignant)).toList(),
        depth == Depth.FULL
            ? Optional.of(detail(scores, equalWidth, equalMass))
            : Optional.empty());
  }

  /** What is measured on every drawn set, in the order of {@link #AUC} and those after it. */
  private static List<OptionalDouble> drawn(BinaryScores scores, Roc roc, int[] counts) {
    Roc redrawn = roc.redrawn(counts);
    List<OptionalDouble> metrics =
        new ArrayList<>(
            List.of(redrawn.auc(), redrawn.averagePrecision(), Brier.score(scores, counts)));
    SENSITIVITIES.forEach(target -> metrics.add(redrawn.specificityAt(target)));
    return metrics;
  }

  private static List<SensitivityResult> atSensitivity(Roc roc, List<Optional<Interval>> drawn) {
    List<SensitivityResult> results = new ArrayList<>();
    for (int i = 0; i < SENSITIVITIES.size(); i++) {
      double target = SENSITIVITIES.get(i);
      Optional<Interval> interval =
          Bootstrap.of(drawn, SPECIFICITIES + i).filter(Interval::hasWidth);
      roc.atSensitivity(target)
          .ifPresent(rates -> results.add(new SensitivityResult(target, rates, interval)));
    }
    return results;
  }

  /**
   * Of pictures that are all positive, or all negative, such a figure says how high or low their
   * probabilities are, not how well calibrated.
   */
  private static Optional<CalibrationError> calibrated(
      BinaryScores scores, Function<BinaryScores, Optional<CalibrationError>> error) {
    return scores.hasBothClasses() ? error.apply(scores) : Optional.empty();
  }

  private static OptionalDouble value(Optional<CalibrationError> error) {
    return error.stream().mapToDouble(CalibrationError::value).findFirst();
  }

  private static BinaryDetail detail(
      BinaryScores scores,
      Optional<CalibrationError> equalWidth,
      Optional<CalibrationError> equalMass) {
    return new BinaryDetail(
        equalWidth.map(CalibrationError::bins).orElse(List.of()),
        equalMass.map(CalibrationError::bins).orElse(List.of()),
        BinaryDetail.THRESHOLDS.stream()
            .flatMap(threshold -> NetBenefit.at(threshold, scores).stream())
            .toList(),
        RiskCoverage.of(scores).map(RiskCoverage::thinned));
  }

  private DiagnosisResult sevenDiagnoses(List<Prediction> all) {
    List<Prediction> predictions = TwoSided.of(all, Prediction::source, Prediction::diagnosis);
    List<Diagnosis> truth =
        predictions.stream().map(prediction -> prediction.diagnosis().orElseThrow()).toList();
    List<DiagnosisDistribution> distributions =
        predictions.stream().map(Prediction::distribution).toList();
    List<Diagnosis> found = distributions.stream().map(DiagnosisDistribution::mostLikely).toList();
    ConfusionMatrix confusion = ConfusionMatrix.of(truth, found);
    Map<String, Proportion> recall = new LinkedHashMap<>();
    Diagnosis.ALL.stream()
        .filter(truth::contains)
        .forEach(diagnosis -> recall.put(diagnosis.code(), confusion.recall(diagnosis)));
    List<String> lesions = predictions.stream().map(Prediction::lesionKey).toList();
    return new DiagnosisResult(
        predictions.size(),
        confusion.accuracy(),
        balancedAccuracy(lesions, truth, drawn -> found),
        balancedAccuracy(
            lesions, truth, drawn -> EqualPrevalence.found(truth, distributions, drawn)),
        recall,
        confusion,
        RiskCoverage.of(truth, distributions).map(RiskCoverage::thinned));
  }

  /**
   * A drawn set in which a diagnosis does not occur has none: it would be the mean over others.
   *
   * @param found the diagnosis of each picture, where each counts as often as it was drawn
   */
  private Optional<Estimate> balancedAccuracy(
      List<String> lesions, List<Diagnosis> truth, Function<int[], List<Diagnosis>> found) {
    Set<Diagnosis> occurring = EnumSet.noneOf(Diagnosis.class);
    occurring.addAll(truth);
    Function<int[], OptionalDouble> metric =
        drawn -> ConfusionMatrix.of(truth, found.apply(drawn), drawn).balancedAccuracy(occurring);
    return estimate(lesions, metric.apply(Bootstrap.once(truth.size())), metric);
  }

  private Optional<Estimate> estimate(
      List<String> lesions, OptionalDouble value, Function<int[], OptionalDouble> metric) {
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(new Estimate(value.getAsDouble(), bootstrap.interval(lesions, metric)));
  }
}
