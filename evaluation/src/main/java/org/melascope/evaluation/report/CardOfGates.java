package org.melascope.evaluation.report;

import org.melascope.evaluation.GateEffects;

/** What a model card says of the gates: whom they refuse, and what is left of the answers. */
final class CardOfGates {
  private CardOfGates() {}

  static void write(GateEffects effects, Markdown card) {
    card.section("When it gives no plain answer");
    card.line(
        "`NOT_ASSESSABLE` is a picture that cannot be judged, `UNCERTAIN` one of which both answers are possible. Shares of the");
    card.line(
        "pictures above with their Wilson intervals; `docs/gates.md` says what each gate looks at.");
    card.table("pictures", "number", "not assessable", "uncertain");
    for (GateEffects.Group group : effects.groups()) {
      card.row(
          group.name(),
          Numbers.count(group.pictures()),
          Numbers.proportion(group.notAssessable()),
          Numbers.proportion(group.uncertain()));
    }
    card.line("");
    card.line(
        "What that makes of the answers, at P(malignant) from %s: of all pictures, and of those that are answered.",
        Numbers.decimals(effects.threshold()));
    card.table(
        "source", "answered", "sensitivity, all", "answered", "specificity, all", "answered");
    for (GateEffects.Answers answers : effects.answers()) {
      card.row(
          answers.source(),
          Numbers.proportion(answers.answered()),
          Numbers.proportion(answers.all().sensitivity()),
          Numbers.proportion(answers.remaining().sensitivity()),
          Numbers.proportion(answers.all().specificity()),
          Numbers.proportion(answers.remaining().specificity()));
    }
  }
}
