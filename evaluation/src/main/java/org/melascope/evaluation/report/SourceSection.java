package org.melascope.evaluation.report;

import java.util.List;
import java.util.Optional;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.evaluation.BinaryResult;
import org.melascope.evaluation.BinaryScores;
import org.melascope.evaluation.Bootstrap;
import org.melascope.evaluation.PointResult;
import org.melascope.evaluation.Prediction;
import org.melascope.evaluation.PredictiveValues;
import org.melascope.evaluation.Question;
import org.melascope.evaluation.RiskCoverage;
import org.melascope.evaluation.Roc;
import org.melascope.evaluation.RocBand;
import org.melascope.evaluation.Section;

/**
 * The part of the page on one source: figures, operating points, diagnoses, subgroups.
 *
 * @param name of the source
 * @param section its results
 * @param predictions for its pictures
 * @param bootstrap for the band of the ROC curve
 */
record SourceSection(
    String name, Section section, List<Prediction> predictions, Bootstrap bootstrap) {

  void write(Markup page, String id) {
    page.open("section").element("h2", name, "id", id);
    page.element(
        "p",
        "%s pictures. Of %s it is known whether they are a melanoma (%s are), of %s whether they are malignant (%s are)."
            .formatted(
                Numbers.count(section.pictures()),
                Numbers.count(section.melanoma().pictures()),
                Numbers.count(section.melanoma().positives()),
                Numbers.count(section.malignant().pictures()),
                Numbers.count(section.malignant().positives())));
    question(page, Question.MELANOMA, section.melanoma(), Naming.MELANOMA);
    if (malignantAsksSomethingElse()) {
      question(page, Question.MALIGNANT, section.malignant(), Naming.MALIGNANT);
    } else if (section.malignant().auc().isPresent()) {
      page.element(
          "p",
          "All malignant lesions here are melanomas, so that the question whether a lesion is malignant is"
              + " the same one.");
    }
    diagnoses(page);
    origins(page);
    subgroups(page);
    page.close("section");
  }

  private boolean malignantAsksSomethingElse() {
    BinaryResult malignant = section.malignant();
    BinaryResult melanoma = section.melanoma();
    return malignant.auc().isPresent()
        && (melanoma.auc().isEmpty()
            || malignant.positives() != melanoma.positives()
            || malignant.pictures() != melanoma.pictures());
  }

  private void question(Markup page, Question question, BinaryResult result, Naming naming) {
    if (result.pictures() == 0) {
      return;
    }
    page.element("h3", naming.question());
    if (result.auc().isEmpty()) {
      page.element(
          "p",
          "Without both "
              + naming.several()
              + " and others there is nothing to tell apart, and no curve to draw.");
    } else {
      figures(page, question, result, naming);
    }
    operatingPoints(page, result, naming);
  }

  private void figures(Markup page, Question question, BinaryResult result, Naming naming) {
    List<Prediction> answered = question.answered(predictions);
    BinaryScores scores = question.scores(answered);
    Roc roc = new Roc(scores);
    List<String> lesions = answered.stream().map(Prediction::lesionKey).toList();
    page.open("div", "class", "figures");
    RankingFigures.roc(page, roc, RocBand.of(roc, lesions, bootstrap), result, naming.several());
    RankingFigures.precisionRecall(page, roc, result, naming.several());
    ProbabilityFigures.reliability(page, scores, result, naming.several());
    ProbabilityFigures.histogram(page, scores, naming.several());
    ProbabilityFigures.decisionCurve(page, scores, naming.several());
    ProbabilityFigures.coverage(page, scores, sevenDiagnoses(answered), naming.one());
    page.close("div");
  }

  private static Optional<RiskCoverage> sevenDiagnoses(List<Prediction> predictions) {
    List<Prediction> known = predictions.stream().filter(p -> p.diagnosis().isPresent()).toList();
    return RiskCoverage.of(
        known.stream().map(p -> p.diagnosis().orElseThrow()).toList(),
        known.stream().map(Prediction::distribution).toList());
  }

  private static void operatingPoints(Markup page, BinaryResult result, Naming naming) {
    Table table =
        new Table(
            naming.question() + ": what the bundle's settings do here",
            "asked for",
            "suspicious from P(malignant)",
            "sensitivity [95 %]",
            "specificity [95 %]");
    Table worth =
        new Table(
            naming.question() + ": what an answer is worth, by the share of " + naming.several(),
            "asked for",
            naming.several() + " among all lesions",
            "PPV: " + naming.several() + " among the suspicious [95 %]",
            "NPV: others among the not suspicious [95 %]");
    for (PointResult point : result.operatingPoints()) {
      if (EvaluationText.SHOWN_POINTS.contains(point.targetSensitivity())) {
        table.row(
            Numbers.percent(point.targetSensitivity()),
            Numbers.decimals(point.threshold()),
            Numbers.proportion(point.sensitivity()),
            Numbers.proportion(point.specificity()));
        for (PredictiveValues values : point.predictiveValues()) {
          worth.row(
              Numbers.percent(point.targetSensitivity()),
              Numbers.percent(values.prevalence()),
              Numbers.estimate(values.positiveEstimate()),
              Numbers.estimate(values.negativeEstimate()));
        }
      }
    }
    table.write(page);
    worth.write(page);
    Table fixed =
        new Table(
            naming.question()
                + ": specificity at a fixed sensitivity, the threshold chosen on these pictures",
            "sensitivity",
            "threshold",
            "reached",
            "specificity [95 % by lesion]");
    result
        .atSensitivity()
        .forEach(
            at ->
                fixed.row(
                    Numbers.percent(at.target()),
                    Numbers.decimals(at.rates().threshold()),
                    Numbers.decimals(at.rates().sensitivity().value()),
                    Numbers.estimate(at.specificity())));
    fixed.write(page);
  }

  private void diagnoses(Markup page) {
    if (section.sevenDiagnoses().pictures() == 0) {
      return;
    }
    page.element("h3", "The seven diagnoses");
    page.element(
        "p",
        "Of %s pictures the diagnosis is known. The most likely one is right for %s; the mean over the diagnoses that occur (balanced accuracy) is %s. Were those that occur equally frequent - of them alone, every probability divided by the share of its diagnosis among these pictures -, it would be %s."
            .formatted(
                Numbers.count(section.sevenDiagnoses().pictures()),
                Numbers.proportion(section.sevenDiagnoses().accuracy()),
                Numbers.estimate(section.sevenDiagnoses().balancedAccuracy()),
                Numbers.estimate(section.sevenDiagnoses().balancedAccuracyAtEqualPrevalence())));
    ConfusionTable.write(page, section.sevenDiagnoses());
    Table table =
        ResultRows.table("Each diagnosis against the rest, by its own probability", "diagnosis");
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      BinaryResult result = section.diagnoses().get(diagnosis.code());
      if (result != null && result.positives() > 0) {
        ResultRows.add(table, diagnosis.fullName(), result);
      }
    }
    table.write(page);
  }

  private void origins(Markup page) {
    if (section.melanomaByOrigin().isEmpty()) {
      return;
    }
    page.element("h3", "Melanomas by archive");
    page.element(
        "p",
        "The melanomas of this source come from several archives. Each row sets those of one archive against"
            + " the same other pictures. Where one row is much better than another, part of the score above"
            + " comes from telling archives apart, not lesions.");
    Table table = ResultRows.table("Melanomas of each archive against all others", "archive");
    section.melanomaByOrigin().forEach((origin, result) -> ResultRows.add(table, origin, result));
    table.write(page);
  }

  private void subgroups(Markup page) {
    if (section.subgroups().isEmpty()) {
      return;
    }
    page.element("h3", "Subgroups");
    page.element(
        "p",
        "Melanoma against everything else within each subgroup. Few melanomas make wide intervals, and among"
            + " many rows one looks bad or good by chance: read them as hints where to look.");
    section
        .subgroups()
        .forEach(
            (property, groups) -> {
              Table table =
                  ResultRows.table(
                      "By " + ResultRows.PROPERTIES.getOrDefault(property, property), property);
              groups.forEach((name, group) -> ResultRows.add(table, name, group.melanoma()));
              table.write(page);
            });
  }
}
