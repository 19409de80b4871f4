package org.melascope.evaluation.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.melascope.evaluation.BinaryResult;
import org.melascope.evaluation.Estimate;
import org.melascope.evaluation.Interval;
import org.melascope.evaluation.WeakCalibration;

/** Tables with one result per row, all with the same columns. */
final class ResultRows {
  /** What the properties of a manifest are called in words. */
  static final Map<String, String> PROPERTIES =
      Map.of(
          "age", "age in years",
          "sex", "sex",
          "site", "site on the body",
          "confirmed_by", "how the diagnosis was confirmed",
          "origin", "archive the picture comes from");

  private ResultRows() {}

  static Table table(String caption, String rows) {
    return new Table(
        caption,
        rows,
        "pictures",
        "positive",
        "AUC [95 %]",
        "average precision",
        "specificity at 90 %",
        "at 95 % sensitivity",
        "Brier",
        "ECE");
  }

  static void add(Table table, String name, BinaryResult result) {
    table.row(
        name,
        Numbers.count(result.pictures()),
        Numbers.count(result.positives()),
        auc(result),
        result.averagePrecision().map(Estimate::value).map(Numbers::decimals).orElse("-"),
        specificity(result, 0.90),
        specificity(result, 0.95),
        Numbers.decimals(result.brier()),
        Numbers.decimals(result.calibrationError()));
  }

  /**
   * The area under the curve with DeLong's interval, and where several pictures show the same
   * lesion with that by lesion, too.
   */
  static String auc(BinaryResult result) {
    return Numbers.estimate(result.auc())
        + aucByLesion(result)
            .map(interval -> ", by lesion" + Numbers.interval(interval))
            .orElse("");
  }

  /** Its interval by lesion, where several pictures show the same one. */
  static Optional<Interval> aucByLesion(BinaryResult result) {
    return result.aucByLesion().filter(interval -> result.lesions() < result.pictures());
  }

  /** The cells of a calibration: mean, observed, observed over mean, slope. */
  static List<String> calibration(WeakCalibration weak) {
    return List.of(
        Numbers.decimals(weak.expected()),
        Numbers.decimals(weak.observed()),
        Numbers.estimate(Optional.of(weak.ratio())),
        Numbers.estimate(weak.slope()));
  }

  /** The specificity at a fixed sensitivity, as {@link BinaryResult#atSensitivity} has it. */
  static String specificity(BinaryResult result, double target) {
    return result.atSensitivity().stream()
        .filter(at -> at.target() == target)
        .findFirst()
        .map(at -> Numbers.decimals(at.rates().specificity().value()))
        .orElse(Numbers.UNKNOWN);
  }
}
