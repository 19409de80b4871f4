package org.melascope.evaluation.report;

import java.util.Map;
import org.melascope.evaluation.Comparison;
import org.melascope.evaluation.Disagreement;
import org.melascope.evaluation.PairedResult;
import org.melascope.evaluation.PairedShares;
import org.melascope.evaluation.PairedTest;
import org.melascope.evaluation.Question;
import org.melascope.evaluation.SpecificityDifference;

/** The part of the page on another classifier for the same pictures. */
record ComparisonSection(Comparison comparison) {
  static final String ID = "comparison";

  void write(Markup page) {
    page.open("section").element("h2", "Compared with " + comparison.second(), "id", ID);
    page.element(
        "p",
        ("First: %s, suspicious from P(malignant) %s. Second: %s, suspicious from %s %s.%s %s pictures that both"
                + " answered; %s that the second says nothing about are left out. Differences are first"
                + " minus second: above zero the first is better.")
            .formatted(
                comparison.first(),
                Numbers.decimals(comparison.firstThreshold()),
                comparison.second(),
                probability(comparison),
                Numbers.decimals(comparison.secondThreshold()),
                otherCancers(comparison),
                Numbers.count(comparison.pictures()),
                Numbers.count(comparison.leftOut())));
    page.element(
        "p",
        "p says how likely a difference at least this large is if there is none. Where the interval of a"
            + " difference holds zero, these pictures do not tell which of the two is better; that is not the"
            + " same as both being equally good.");
    comparison.sources().forEach((source, results) -> source(page, source, results));
    page.close("section");
  }

  static String probability(Comparison comparison) {
    return comparison
        .secondDecidesOn()
        .map(question -> "P(" + question + ")")
        .orElse("a probability of");
  }

  private static String otherCancers(Comparison comparison) {
    return comparison.secondDecidesOn().filter(Question.MELANOMA.name()::equals).isPresent()
        ? " The specificity at own thresholds is of lesions that are known to be benign: other cancers than"
            + " melanomas the first rightly calls suspicious."
        : "";
  }

  private void source(Markup page, String source, Map<String, PairedResult> results) {
    results.forEach(
        (question, result) -> {
          Naming naming = question.equals("melanoma") ? Naming.MELANOMA : Naming.MALIGNANT;
          page.element("h3", source + ": " + naming.question());
          differences(page, result, naming);
          disagreements(page, result, naming);
        });
  }

  private static void differences(Markup page, PairedResult result, Naming naming) {
    Table table =
        new Table(
            "%s pictures, %s of them %s"
                .formatted(
                    Numbers.count(result.pictures()),
                    Numbers.count(result.positives()),
                    naming.several()),
            "measure",
            "first",
            "second",
            "difference [95 %]",
            "p");
    result.auc().ifPresent(auc -> auc(table, auc));
    result.atSensitivity().forEach(at -> specificity(table, at));
    result.sensitivity().ifPresent(s -> shares(table, "sensitivity, each at its own threshold", s));
    result.specificity().ifPresent(s -> shares(table, "specificity, each at its own threshold", s));
    table.write(page);
    page.element(
        "p",
        "AUC: DeLong's paired test. Sensitivity and specificity at own thresholds: McNemar's exact test,"
            + " intervals by bootstrap over lesions. Both tests take pictures as independent: where lesions have"
            + " several, trust the interval.",
        "class",
        "hint");
  }

  private static void auc(Table table, PairedTest auc) {
    table.row(
        "AUC",
        Numbers.decimals(auc.firstAuc()),
        Numbers.decimals(auc.secondAuc()),
        Numbers.difference(auc.difference()),
        Numbers.p(auc.p()));
  }

  private static void specificity(Table table, SpecificityDifference at) {
    table.row(
        "specificity where both reach a sensitivity of " + Numbers.percent(at.target()),
        Numbers.decimals(at.first()),
        Numbers.decimals(at.second()),
        Numbers.difference(at.difference()),
        Numbers.UNKNOWN);
  }

  private static void shares(Table table, String name, PairedShares shares) {
    table.row(
        name,
        Numbers.proportion(shares.first()),
        Numbers.proportion(shares.second()),
        Numbers.difference(shares.difference()),
        Numbers.p(shares.p()));
  }

  private static void disagreements(Markup page, PairedResult result, Naming naming) {
    Table table =
        new Table(
            "Where they differ most", "picture", "truth", "first", "second", "nearer to the truth");
    for (Disagreement picture : result.disagreements()) {
      table.row(
          picture.picture(),
          picture.positive() ? naming.one() : "other",
          Numbers.decimals(picture.first()),
          Numbers.decimals(picture.second()),
          picture.first() == picture.second()
              ? "neither"
              : picture.firstIsNearer() ? "first" : "second");
    }
    table.write(page);
  }
}
