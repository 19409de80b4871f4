package org.melascope.dataset.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.melascope.dataset.LabelledPicture;

/** An audit for reading on a terminal. */
public final class AuditText {
  private static final int SHOWN = 8;

  private final Audit audit;
  private final StringBuilder text = new StringBuilder();

  private AuditText(Audit audit) {
    this.audit = audit;
  }

  /** The verdicts with what to do, then the worst of what was found; lines end with a newline. */
  public static String of(Audit audit) {
    return new AuditText(audit).write();
  }

  private String write() {
    line("%s: %d pictures".formatted(audit.provenance().description(), audit.pictures().size()));
    unusualSimilarity(audit).ifPresent(this::line);
    for (Finding finding : audit.findings()) {
      line("");
      line(
          "%-13s %s"
              .formatted(finding.verdict().words().toUpperCase(Locale.ROOT), finding.title()));
      line("  " + finding.found() + ".");
      if (!finding.advice().isEmpty()) {
        line("  " + finding.advice());
      }
    }
    list("Cannot be read", audit.broken().stream().map(AuditText::broken).toList());
    list("Passed over", audit.passedOver());
    list(
        "Copies across splits",
        audit.copies().stream().filter(Copy::acrossSplits).map(AuditText::copy).toList());
    list(
        "Copies within a split, not said to show one lesion",
        audit.copies().stream()
            .filter(copy -> copy.withinSplit() && !copy.sameLesion())
            .map(AuditText::copy)
            .toList());
    list("In two splits", audit.torn().stream().map(AuditText::torn).toList());
    list("Labels that contradict", audit.conflicts().stream().map(AuditText::conflict).toList());
    guesses();
    balances();
    return text.toString();
  }

  /** From where on files count as copies, if another similarity than usual was asked for. */
  static Optional<String> unusualSimilarity(Audit audit) {
    return audit.similarity() == Audit.SAME_PICTURE
        ? Optional.empty()
        : Optional.of(
            "Files count as copies from a similarity of %s on, not %s as usual."
                .formatted(audit.similarity(), Audit.SAME_PICTURE));
  }

  private void guesses() {
    List<String> lines =
        audit.guesses().stream()
            .filter(guess -> guess.isFamily() || guess.family().equals(BlindGuess.ALL))
            .sorted(Comparator.comparing(BlindGuess::question).thenComparing(BlindGuess::scope))
            .map(
                guess ->
                    "%-10s %-18s %-12s %s %s"
                        .formatted(
                            guess.question().word(),
                            AuditFindings.scope(guess.scope()),
                            guess.traits(),
                            AuditFindings.interval(guess.auc()),
                            guess.isFamily() ? AuditFindings.judge(guess).words() : "")
                        .stripTrailing())
            .toList();
    listAll("The class without the lesion: AUC of guesses by", lines);
  }

  private void balances() {
    List<String> lines =
        audit.balances().stream()
            .map(
                balance ->
                    "%-10s %-18s by %-13s AUC %s, right %s of the time"
                        .formatted(
                            balance.question().word(),
                            AuditFindings.scope(balance.scope()),
                            balance.column(),
                            AuditFindings.interval(balance.auc()),
                            AuditFindings.percent(balance.accuracy())))
            .toList();
    listAll("The class by what a column says", lines);
  }

  private void list(String title, List<String> lines) {
    List<String> first = lines.subList(0, Math.min(SHOWN, lines.size()));
    listAll(title, first);
    if (lines.size() > SHOWN) {
      line("  and %d more; --report writes them all".formatted(lines.size() - SHOWN));
    }
  }

  private void listAll(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      line("");
      line(title);
      lines.forEach(one -> line("  " + one));
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  static String broken(BrokenPicture broken) {
    return broken.picture().name() + ": " + broken.reason();
  }

  static String copy(Copy copy) {
    String how =
        copy.sameBytes()
            ? "equal files"
            : String.format(Locale.ROOT, "%.3f, %s", copy.similarity(), copy.turn().words());
    return "%s (%s) = %s (%s), %s"
        .formatted(
            copy.first().name(),
            copy.first().split().word(),
            copy.second().name(),
            copy.second().split().word(),
            how);
  }

  static String torn(TornGroup group) {
    LabelledPicture first = group.pictures().get(0);
    LabelledPicture other =
        group.pictures().stream()
            .filter(picture -> picture.split() != first.split())
            .findFirst()
            .orElse(first);
    return "%s %s: %s (%s), %s (%s)"
        .formatted(
            group.kind(),
            group.id(),
            first.name(),
            first.split().word(),
            other.name(),
            other.split().word());
  }

  static String conflict(LabelConflict conflict) {
    return "%s (%s), %s (%s): %s"
        .formatted(
            conflict.first().name(),
            label(conflict.first()),
            conflict.second().name(),
            label(conflict.second()),
            conflict.because());
  }

  static String label(LabelledPicture picture) {
    return picture.label().map(Object::toString).orElse("");
  }
}
