package org.melascope.evaluation.report;

import java.util.function.Function;
import org.melascope.diagnosis.Proportion;
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
        "What that makes of the answers, at P(malignant) from %s: if all pictures were answered; of those that are; and of",
        Numbers.decimals(effects.threshold()));
    card.line(
        "all pictures where no plain answer counts as suspicious, for it sends the lesion to a physician as well.");
    LeftOut.of(effects).ifPresent(sentence -> card.line("%s", sentence));
    answers(card, effects, "sensitivity", GateEffects.Rightness::sensitivity);
    answers(card, effects, "specificity", GateEffects.Rightness::specificity);
  }

  private static void answers(
      Markdown card,
      GateEffects effects,
      String what,
      Function<GateEffects.Rightness, Proportion> share) {
    card.table(
        "source",
        "share answered",
        what + ", all answered",
        "of those answered",
        "no answer as suspicious");
    for (GateEffects.Answers answers : effects.answers()) {
      card.row(
          answers.source(),
          Numbers.proportion(answers.answered()),
          Numbers.proportion(share.apply(answers.all())),
          Numbers.proportion(share.apply(answers.remaining())),
          answers.referred().map(share).map(Numbers::proportion).orElse(Numbers.UNKNOWN));
    }
  }
}
