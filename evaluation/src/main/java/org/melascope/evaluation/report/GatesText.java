package org.melascope.evaluation.report;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.Map;
import java.util.stream.Collectors;
import org.melascope.evaluation.GateEffects;

/** What the gates of a bundle do, for a terminal, about 120 columns wide but for the reasons. */
public final class GatesText {
  private final StringBuilder text = new StringBuilder();

  private GatesText() {}

  /** Several tables, ending with a line break. */
  public static String of(GateEffects effects) {
    GatesText text = new GatesText();
    text.groups(effects);
    text.answers(effects);
    text.sets(effects);
    text.selection(effects);
    effects
        .viewsAgree()
        .ifPresent(
            share ->
                text.line("all eight views have the same decision: " + Numbers.proportion(share)));
    effects.warnings().forEach(warning -> text.line("warning: " + warning));
    return text.text.toString();
  }

  private void groups(GateEffects effects) {
    line("gates: who gets no plain answer");
    line(format(ROOT, "  %-36s %8s  %-22s  %-22s", "", "pictures", "not assessable", "uncertain"));
    for (GateEffects.Group group : effects.groups()) {
      line(
          format(
              ROOT,
              "  %-36s %8s  %-22s  %-22s %s",
              group.name(),
              Numbers.count(group.pictures()),
              Numbers.proportion(group.notAssessable()),
              Numbers.proportion(group.uncertain()),
              reasons(group.reasons())));
    }
  }

  private static String reasons(Map<String, Long> reasons) {
    return reasons.entrySet().stream()
        .map(reason -> reason.getKey() + " " + reason.getValue())
        .collect(Collectors.joining(", "));
  }

  private void answers(GateEffects effects) {
    line(
        format(
            ROOT,
            "gates: at P(malignant) %s, if all were answered, those answered, and all with no answer as suspicious",
            Numbers.decimals(effects.threshold())));
    line(
        format(
            ROOT,
            "  %-18s %-9s %-22s  %-22s  %-22s",
            "",
            "",
            "sensitivity",
            "of melanomas",
            "specificity"));
    for (GateEffects.Answers answers : effects.answers()) {
      rightness(answers.source(), "all", answers.all());
      String share =
          answers.answered().value().isPresent()
              ? Numbers.percent(answers.answered().value().getAsDouble())
              : Numbers.UNKNOWN;
      rightness("", share, answers.remaining());
      answers.referred().ifPresent(rightness -> rightness("", "referred", rightness));
    }
    LeftOut.of(effects).ifPresent(sentence -> line("  " + sentence));
  }

  private void rightness(String name, String part, GateEffects.Rightness rightness) {
    line(
        format(
            ROOT,
            "  %-18s %-9s %-22s  %-22s  %-22s",
            name,
            part,
            Numbers.proportion(rightness.sensitivity()),
            Numbers.proportion(rightness.melanomaSensitivity()),
            Numbers.proportion(rightness.specificity())));
  }

  private void sets(GateEffects effects) {
    line("conformal sets that hold the truth");
    line(
        format(
            ROOT,
            "  %-18s %-9s %-22s  %-22s  %-22s",
            "",
            "level",
            "malignant",
            "benign",
            "both open"));
    for (GateEffects.SetCoverage set : effects.sets()) {
      line(
          format(
              ROOT,
              "  %-18s %-9s %-22s  %-22s  %-22s",
              set.source(),
              Numbers.decimals(set.level()),
              Numbers.proportion(set.malignant()),
              Numbers.proportion(set.benign()),
              Numbers.proportion(set.both())));
    }
  }

  private void selection(GateEffects effects) {
    line("the surest answers");
    for (GateEffects.Selected selected : effects.selection()) {
      rightness(
          "correct "
              + selected.correct().value().stream()
                  .mapToObj(Numbers::decimals)
                  .collect(Collectors.joining()),
          Numbers.percent(selected.share()),
          selected.rightness());
    }
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}
