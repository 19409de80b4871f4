package org.melascope.evaluation.report;

import java.util.Locale;
import org.melascope.evaluation.Comparison;
import org.melascope.evaluation.PairedResult;
import org.melascope.evaluation.PairedShares;

/** A summary of a {@link Comparison} for a terminal. */
public final class ComparisonText {
  private ComparisonText() {}

  /** The summary, several lines, ending with a line break. */
  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "first:  %s, suspicious from P(malignant) %s",
        comparison.first(),
        Numbers.decimals(comparison.firstThreshold()));
    line(
        text,
        "second: %s, suspicious from %s %s",
        comparison.second(),
        ComparisonSection.probability(comparison),
        Numbers.decimals(comparison.secondThreshold()));
    line(text, "%d pictures of both, differences with 95 %% intervals", comparison.pictures());
    if (comparison.leftOut() > 0) {
      line(text, "left out, for the second says nothing about them: %d", comparison.leftOut());
    }
    comparison
        .sources()
        .forEach(
            (source, results) ->
                results.forEach((question, result) -> rows(text, source + " " + question, result)));
    return text.toString();
  }

  private static void rows(StringBuilder text, String name, PairedResult result) {
    line(text, "%s (%d pictures, %d positive)", name, result.pictures(), result.positives());
    result
        .auc()
        .ifPresent(
            auc ->
                line(
                    text,
                    "  AUC                        %s  %s  %s  p %s",
                    Numbers.decimals(auc.firstAuc()),
                    Numbers.decimals(auc.secondAuc()),
                    Numbers.difference(auc.difference()),
                    Numbers.p(auc.p())));
    result
        .atSensitivity()
        .forEach(
            at ->
                line(
                    text,
                    "  specificity at %.0f %%        %s  %s  %s",
                    100 * at.target(),
                    Numbers.decimals(at.first()),
                    Numbers.decimals(at.second()),
                    Numbers.difference(at.difference())));
    result.sensitivity().ifPresent(shares -> row(text, "sensitivity, own threshold", shares));
    result.specificity().ifPresent(shares -> row(text, "specificity, own threshold", shares));
  }

  private static void row(StringBuilder text, String name, PairedShares shares) {
    line(
        text,
        "  %s %s  %s  %s  p %s",
        name,
        Numbers.decimals(shares.first().value()),
        Numbers.decimals(shares.second().value()),
        Numbers.difference(shares.difference()),
        Numbers.p(shares.p()));
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
