package org.melascope.evaluation.report;

import java.util.Locale;
import org.melascope.evaluation.robustness.Perturbation;
import org.melascope.evaluation.robustness.Robustness;
import org.melascope.evaluation.robustness.RobustnessRow;
import org.melascope.evaluation.robustness.SourceRobustness;

/** The tables of a {@link Robustness} for a terminal, at most 100 columns wide. */
public final class RobustnessText {
  private RobustnessText() {}

  /** One table per source, ending with a line break. */
  public static String of(Robustness robustness) {
    StringBuilder text = new StringBuilder();
    robustness.sources().forEach((source, table) -> append(text, source, table));
    return text.toString();
  }

  private static void append(StringBuilder text, String source, SourceRobustness table) {
    text.append(source).append(' ').append(table.question()).append(", pictures changed\n");
    row(text, "", "AUC", "changed minus plain", "sp@95", "minus", "across", "another decision");
    row(
        text,
        Perturbation.NONE.name(),
        table.auc().map(auc -> Numbers.decimals(auc.value())).orElse(Numbers.UNKNOWN),
        "",
        Numbers.decimals(table.specificityAt95()),
        "",
        "",
        "");
    for (RobustnessRow row : table.rows()) {
      row(
          text,
          row.perturbation(),
          row.auc().map(auc -> Numbers.decimals(auc.value())).orElse(Numbers.UNKNOWN),
          row.aucDifference().map(Numbers::difference).orElse(Numbers.UNKNOWN),
          Numbers.decimals(row.specificityAt95()),
          Numbers.signed(row.specificityDifference()),
          Numbers.decimals(row.changed().value()),
          row.otherDecision().map(Numbers::proportion).orElse(Numbers.UNKNOWN));
    }
  }

  private static void row(StringBuilder text, Object... cells) {
    String line = String.format(Locale.ROOT, "  %-20s %6s  %-24s %6s %7s %6s  %s", cells);
    text.append(line.stripTrailing()).append('\n');
  }
}
