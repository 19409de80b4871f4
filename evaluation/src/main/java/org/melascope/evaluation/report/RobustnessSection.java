package org.melascope.evaluation.report;

import java.util.Optional;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.robustness.Perturbation;
import org.melascope.evaluation.robustness.Robustness;
import org.melascope.evaluation.robustness.RobustnessRow;
import org.melascope.evaluation.robustness.SourceRobustness;

/** The part of the page on what changes of the pictures did. */
record RobustnessSection(Robustness robustness) {
  static final String ID = "robustness";

  void write(Markup page) {
    page.open("section").element("h2", "When the pictures change", "id", ID);
    page.element(
        "p",
        "Each picture was assessed again after changes that leave the lesion what it is. A network that has"
            + " learnt lesions should hardly notice. Differences are changed minus plain: below zero the change"
            + " hurts. The threshold that P(malignant) may cross is "
            + Numbers.decimals(robustness.threshold())
            + ". Another decision may also be told because of a gate, where there are some: a picture that one refuses"
            + " once it is changed has another one, whatever its P(malignant).");
    robustness.sources().forEach((source, table) -> table(page, source, table));
    page.element("h3", "What was changed");
    page.open("dl");
    for (Perturbation perturbation : Perturbation.ALL) {
      page.element("dt", perturbation.name()).element("dd", perturbation.description());
    }
    page.close("dl").close("section");
  }

  private static void table(Markup page, String source, SourceRobustness results) {
    Table table =
        new Table(
            "%s, %s: %s pictures, %s of them positive"
                .formatted(
                    source,
                    results.question(),
                    Numbers.count(results.pictures()),
                    Numbers.count(results.positives())),
            "pictures",
            "AUC [95 %]",
            "difference [95 %]",
            "specificity at 95 % sensitivity",
            "difference",
            "across the threshold [95 %]",
            "newly suspicious",
            "another decision [95 %]",
            "not assessable");
    table.row(
        Perturbation.NONE.name(),
        Numbers.estimate(results.auc()),
        Numbers.UNKNOWN,
        Numbers.decimals(results.specificityAt95()),
        Numbers.UNKNOWN,
        Numbers.UNKNOWN,
        Numbers.UNKNOWN,
        Numbers.UNKNOWN,
        share(results.notAssessable()));
    for (RobustnessRow row : results.rows()) {
      table.row(
          row.perturbation(),
          Numbers.estimate(row.auc()),
          row.aucDifference().map(Numbers::difference).orElse(Numbers.UNKNOWN),
          Numbers.decimals(row.specificityAt95()),
          Numbers.signed(row.specificityDifference()),
          Numbers.proportion(row.changed()),
          Numbers.count(row.newlySuspicious()),
          row.otherDecision().map(Numbers::proportion).orElse(Numbers.UNKNOWN),
          share(row.notAssessable()));
    }
    table.write(page);
  }

  private static String share(Optional<Proportion> proportion) {
    return proportion.map(known -> Numbers.decimals(known.value())).orElse(Numbers.UNKNOWN);
  }
}
