package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.melascope.evaluation.GateEffects;
import org.melascope.gates.Reason;

/** The part of the page on whom the gates refuse, and what that makes of the answers. */
record GatesSection(GateEffects effects) {
  static final String ID = "gates";

  void write(Markup page) {
    page.open("section").element("h2", "When it does not answer", "id", ID);
    page.element(
        "p",
        "A picture that cannot be judged is not assessable; one whose answer leaves both malignant and benign open"
            + " is uncertain. Neither says that a lesion is benign: both mean that a physician should look.");
    effects.warnings().forEach(warning -> page.element("p", "Warning: " + warning, "role", "note"));
    groups().write(page);
    reasons().write(page);
    answers().write(page);
    page.element(
        "p",
        "Sensitivity: share of the malignant lesions with P(malignant) of at least "
            + Numbers.decimals(effects.threshold())
            + ". Specificity: share of the benign ones below it. The third row of each source counts a picture"
            + " without a plain answer as suspicious, for it sends the lesion to a physician as well: that is"
            + " what becomes of all who ask. "
            + LeftOut.of(effects).orElse(""),
        "class",
        "hint");
    sets().write(page);
    selection().write(page);
    effects
        .viewsAgree()
        .ifPresent(
            share ->
                page.element(
                    "p",
                    "All eight turned and mirrored views of a picture have the same decision: "
                        + Numbers.proportion(share)
                        + " of the lesions."));
    page.close("section");
  }

  private Table groups() {
    Table table =
        new Table(
            "Who gets no plain answer",
            "pictures",
            "number",
            "not assessable [95 %]",
            "uncertain [95 %]");
    for (GateEffects.Group group : effects.groups()) {
      table.row(
          group.name(),
          Numbers.count(group.pictures()),
          Numbers.proportion(group.notAssessable()),
          Numbers.proportion(group.uncertain()));
    }
    return table;
  }

  /** A column for each reason that applies to some picture. */
  private Table reasons() {
    List<String> codes =
        Arrays.stream(Reason.values())
            .map(Reason::code)
            .filter(
                code ->
                    effects.groups().stream().anyMatch(group -> group.reasons().containsKey(code)))
            .toList();
    List<String> headers = new ArrayList<>(List.of("pictures"));
    headers.addAll(codes);
    Table table = new Table("To how many each reason applies", headers.toArray(String[]::new));
    for (GateEffects.Group group : effects.groups()) {
      List<String> cells = new ArrayList<>(List.of(group.name()));
      codes.forEach(code -> cells.add(Numbers.count(group.reasons().getOrDefault(code, 0L))));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private Table answers() {
    Table table =
        new Table(
            "How right the answers are",
            "source",
            "share answered",
            "counted",
            "sensitivity",
            "of melanomas",
            "specificity");
    for (GateEffects.Answers answers : effects.answers()) {
      answers(table, answers, "if all were answered", answers.all());
      answers(table, answers, "those answered", answers.remaining());
      answers
          .referred()
          .ifPresent(
              rightness -> answers(table, answers, "all, no answer as suspicious", rightness));
    }
    return table;
  }

  private static void answers(
      Table table, GateEffects.Answers answers, String counted, GateEffects.Rightness rightness) {
    table.row(
        answers.source(),
        Numbers.proportion(answers.answered()),
        counted,
        Numbers.proportion(rightness.sensitivity()),
        Numbers.proportion(rightness.melanomaSensitivity()),
        Numbers.proportion(rightness.specificity()));
  }

  private Table sets() {
    Table table =
        new Table(
            "Whether conformal sets hold the truth as often as promised",
            "source",
            "promised",
            "malignant",
            "benign",
            "both open");
    for (GateEffects.SetCoverage set : effects.sets()) {
      table.row(
          set.source(),
          Numbers.decimals(set.level()),
          Numbers.proportion(set.malignant()),
          Numbers.proportion(set.benign()),
          Numbers.proportion(set.both()));
    }
    return table;
  }

  private Table selection() {
    Table table =
        new Table(
            "Only the surest answers: P(malignant) furthest from the threshold",
            "answered",
            "correct",
            "sensitivity",
            "of melanomas",
            "specificity");
    for (GateEffects.Selected selected : effects.selection()) {
      table.row(
          Numbers.percent(selected.share()),
          Numbers.proportion(selected.correct()),
          Numbers.proportion(selected.rightness().sensitivity()),
          Numbers.proportion(selected.rightness().melanomaSensitivity()),
          Numbers.proportion(selected.rightness().specificity()));
    }
    return table;
  }
}
