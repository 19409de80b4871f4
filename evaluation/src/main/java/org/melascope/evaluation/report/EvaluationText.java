package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.melascope.evaluation.BinaryResult;
import org.melascope.evaluation.Estimate;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.PointResult;
import org.melascope.evaluation.Section;

/** A summary of an {@link Evaluation} for a terminal, at most 100 columns wide. */
public final class EvaluationText {
  /** The operating points that are shown of the many a bundle may have. */
  static final List<Double> SHOWN_POINTS = List.of(0.90, 0.95);

  private EvaluationText() {}

  /** The summary, several lines, ending with a line break. Undefined values show as a dash. */
  public static String of(Evaluation evaluation) {
    StringBuilder text = new StringBuilder();
    questions(text, evaluation);
    operatingPoints(text, evaluation);
    calibration(text, evaluation);
    diagnoses(text, evaluation);
    subgroups(text, evaluation);
    return text.toString();
  }

  private static void questions(StringBuilder text, Evaluation evaluation) {
    line(
        text,
        "%-27s %5s %5s  %-20s %5s  %5s %5s  %5s %5s",
        "",
        "n",
        "pos",
        "AUC [95 %]",
        "AP",
        "sp@90",
        "sp@95",
        "Brier",
        "ECE");
    rows(evaluation)
        .forEach(
            (name, section) -> {
              questionRow(text, name + " melanoma", section.melanoma());
              section
                  .melanomaByOrigin()
                  .forEach(
                      (origin, result) -> questionRow(text, "  melanomas of " + origin, result));
              questionRow(text, name + " malignant", section.malignant());
            });
    openQuestion(text, "melanoma", evaluation, Section::melanoma);
    openQuestion(text, "malignant", evaluation, Section::malignant);
  }

  /**
   * Pictures that are only known to be benign or malignant do not tell which are melanomas; a
   * source of which only one answer is known beside open ones is left out of all sources together.
   */
  private static void openQuestion(
      StringBuilder text,
      String name,
      Evaluation evaluation,
      Function<Section, BinaryResult> question) {
    int pictures = evaluation.overall().pictures();
    int known = 0;
    List<String> oneSided = new ArrayList<>();
    for (Map.Entry<String, Section> source : evaluation.sources().entrySet()) {
      BinaryResult result = question.apply(source.getValue());
      known += result.pictures();
      if (result.hasOneAnswer() && result.pictures() < source.getValue().pictures()) {
        oneSided.add(source.getKey());
      }
    }
    if (known < pictures) {
      line(
          text,
          "%s: not known of %d of the %d pictures, which are left out of its rows",
          name,
          pictures - known,
          pictures);
    }
    if (!oneSided.isEmpty() && evaluation.sources().size() > 1) {
      line(
          text,
          "%s: only one answer is known of %s, which is left out of the row of all",
          name,
          String.join(", ", oneSided));
    }
  }

  private static Map<String, Section> rows(Evaluation evaluation) {
    Map<String, Section> rows = new LinkedHashMap<>(evaluation.sources());
    if (rows.size() != 1) {
      rows.put("all", evaluation.overall());
    }
    return rows;
  }

  private static void questionRow(StringBuilder text, String name, BinaryResult result) {
    line(
        text,
        "%-27s %5d %5d  %-20s %5s  %5s %5s  %5s %5s",
        name,
        result.pictures(),
        result.positives(),
        Numbers.estimate(result.auc()),
        result.averagePrecision().map(e -> Numbers.decimals(e.value())).orElse(Numbers.UNKNOWN),
        ResultRows.specificity(result, 0.90),
        ResultRows.specificity(result, 0.95),
        Numbers.decimals(result.brier()),
        Numbers.decimals(result.calibrationError()));
    ResultRows.aucByLesion(result)
        .ifPresent(
            interval ->
                line(
                    text,
                    "%-27s %5d        %-5s%s",
                    "  by lesion",
                    result.lesions(),
                    "",
                    Numbers.interval(interval)));
  }

  private static void calibration(StringBuilder text, Evaluation evaluation) {
    line(text, "");
    line(
        text,
        "%-29s %6s %8s  %-22s %-20s",
        "are the probabilities right?",
        "mean",
        "observed",
        "observed/mean",
        "slope");
    rows(evaluation)
        .forEach(
            (name, section) -> {
              calibrationRow(text, name + " melanoma", section.melanoma());
              calibrationRow(text, name + " malignant", section.malignant());
            });
  }

  private static void calibrationRow(StringBuilder text, String name, BinaryResult result) {
    result
        .weakCalibration()
        .map(ResultRows::calibration)
        .ifPresent(
            cells ->
                line(
                    text,
                    "%-29s %6s %8s  %-22s %-20s",
                    name,
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3)));
  }

  private static void operatingPoints(StringBuilder text, Evaluation evaluation) {
    if (evaluation.overall().melanoma().operatingPoints().isEmpty()) {
      return;
    }
    line(text, "");
    line(
        text,
        "%-29s %-9s %-20s %-20s",
        "at the operating points",
        "P(mal.)>=",
        "sensitivity",
        "specificity");
    rows(evaluation)
        .forEach(
            (name, section) -> {
              pointRows(text, name + " melanoma", section.melanoma());
              pointRows(text, name + " malignant", section.malignant());
            });
  }

  private static void pointRows(StringBuilder text, String name, BinaryResult result) {
    for (PointResult point : result.operatingPoints()) {
      if (SHOWN_POINTS.contains(point.targetSensitivity())) {
        line(
            text,
            "%-26s %2.0f %-9s %-20s %-20s",
            name,
            100 * point.targetSensitivity(),
            Numbers.decimals(point.threshold()),
            Numbers.proportion(point.sensitivity()),
            Numbers.proportion(point.specificity()));
      }
    }
  }

  private static void diagnoses(StringBuilder text, Evaluation evaluation) {
    line(text, "");
    rows(evaluation)
        .forEach(
            (name, section) ->
                section
                    .sevenDiagnoses()
                    .balancedAccuracy()
                    .ifPresent(accuracy -> diagnosisRows(text, name, accuracy, section)));
  }

  private static void diagnosisRows(
      StringBuilder text, String name, Estimate accuracy, Section section) {
    String recall =
        section.sevenDiagnoses().recall().entrySet().stream()
            .map(e -> e.getKey() + " " + Numbers.decimals(e.getValue().value()))
            .collect(Collectors.joining(", "));
    line(
        text,
        "%-15s balanced accuracy %s, at equal prevalence %s",
        name,
        Numbers.estimate(Optional.of(accuracy)),
        Numbers.estimate(section.sevenDiagnoses().balancedAccuracyAtEqualPrevalence()));
    line(text, "  %s; %d pictures", recall, section.sevenDiagnoses().pictures());
  }

  private static void subgroups(StringBuilder text, Evaluation evaluation) {
    if (!evaluation.subgroups().isEmpty()) {
      line(text, "");
      line(text, "melanoma by subgroup, of all sources together");
    }
    evaluation
        .subgroups()
        .forEach(
            (property, groups) -> {
              groups.forEach(
                  (name, group) -> questionRow(text, property + " " + name, group.melanoma()));
            });
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
