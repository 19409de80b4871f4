package org.melascope.evaluation.report;

import java.util.List;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.evaluation.ConfusionMatrix;
import org.melascope.evaluation.DiagnosisResult;

/** The confusion matrix of the seven diagnoses: a table whose cells are shaded by their share. */
final class ConfusionTable {
  private ConfusionTable() {}

  /** Writes it, with recall and precision; nothing without pictures whose diagnosis is known. */
  static void write(Markup page, DiagnosisResult result) {
    if (result.pictures() == 0) {
      return;
    }
    ConfusionMatrix confusion = result.confusion();
    String caption =
        "What each diagnosis was taken for (rows: true, columns: most likely, in brackets the share of the row)";
    page.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", caption);
    page.open("table", "class", "confusion").element("caption", caption);
    page.open("thead").open("tr").element("th", "true \\ found", "scope", "col");
    Diagnosis.ALL.forEach(found -> page.element("th", found.code(), "scope", "col"));
    page.element("th", "recall [95 %]", "scope", "col");
    page.close("tr").close("thead").open("tbody");
    for (Diagnosis truth : Diagnosis.ALL) {
      if (total(confusion, truth) > 0) {
        row(page, confusion, truth);
      }
    }
    page.close("tbody").close("table").close("div");
  }

  private static void row(Markup page, ConfusionMatrix confusion, Diagnosis truth) {
    page.open("tr").element("th", truth.fullName() + " (" + truth.code() + ")", "scope", "row");
    for (Diagnosis found : Diagnosis.ALL) {
      long count = confusion.count(truth, found);
      double share = (double) count / total(confusion, truth);
      String cell = count == 0 ? "0" : Numbers.count(count) + " (" + Numbers.percent(share) + ")";
      // Ten shades, by class: a style attribute would need a looser content security policy.
      page.element("td", cell, "class", "shade-" + (int) Math.ceil(10 * share - 1e-9));
    }
    page.element("td", Numbers.proportion(confusion.recall(truth))).close("tr");
  }

  private static long total(ConfusionMatrix confusion, Diagnosis truth) {
    List<Long> row = confusion.counts().get(truth.ordinal());
    return row.stream().mapToLong(Long::longValue).sum();
  }
}
