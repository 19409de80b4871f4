package org.melascope.dataset.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.melascope.dataset.LabelledPicture;

/**
 * An audit as one HTML page that needs nothing else: no script, no font, no address. The pictures
 * shown in it are small copies of the user's own.
 */
final class AuditPage {
  private static final int SHOWN = 200;
  private static final int PAIRS_WITH_PICTURES = 40;

  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:64rem;padding:0 1rem;color:#1b1b1b;background:#fff}
      h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem;border-bottom:1px solid #bbb}
      table{border-collapse:collapse;width:100%;font-size:.9rem}
      th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #ddd;vertical-align:top;overflow-wrap:anywhere}
      .ok,.look,.bad{display:inline-block;padding:0 .5rem;border-radius:.3rem;border:1px solid;white-space:nowrap;font-weight:600}
      .ok{color:#0a5c2b;background:#e8f5ec}.look{color:#6b4700;background:#fff4d6}.bad{color:#8c1116;background:#fdeaea}
      img{width:96px;height:96px;object-fit:contain;background:#eee;margin-right:.3rem}
      @media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}
      """;

  private final Audit audit;
  private final StringBuilder html = new StringBuilder();

  private AuditPage(Audit audit) {
    this.audit = audit;
  }

  static String of(Audit audit) {
    return new AuditPage(audit).write();
  }

  private String write() {
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
    html.append("<title>Audit of ").append(escape(audit.name())).append("</title>\n<style>\n");
    html.append(STYLE).append("</style></head><body>\n<h1>Audit of ");
    html.append(escape(audit.name())).append("</h1>\n<p>");
    html.append(escape(audit.provenance().description())).append(": ");
    html.append(audit.pictures().size()).append(" pictures. SHA-256 of the list: <code>");
    html.append(audit.provenance().sha256()).append("</code></p>\n");
    AuditText.unusualSimilarity(audit)
        .ifPresent(words -> html.append("<p>").append(escape(words)).append("</p>\n"));
    findings();
    pairs();
    section("Cannot be read", audit.broken(), AuditText::broken);
    section("Passed over", audit.passedOver(), name -> name);
    section("Lesions and patients in two splits", audit.torn(), AuditText::torn);
    section("Labels that contradict each other", audit.conflicts(), AuditText::conflict);
    guesses();
    balances();
    html.append("<p>Research software, not a medical device. docs/audit.md explains the methods ");
    html.append("and the limits.</p>\n</body></html>\n");
    return html.toString();
  }

  private void findings() {
    table("Side", "Verdict", "Found", "What to do");
    for (Finding finding : audit.findings()) {
      row(
          escape(finding.title()),
          badge(finding.verdict()),
          escape(finding.found()),
          escape(finding.advice()));
    }
    html.append("</table>\n");
  }

  private void pairs() {
    List<Copy> worstFirst =
        audit.copies().stream()
            .sorted(
                Comparator.comparing((Copy copy) -> !copy.acrossSplits())
                    .thenComparing(Copy::sameLesion)
                    .thenComparing(Comparator.comparingDouble(Copy::similarity).reversed()))
            .toList();
    if (worstFirst.isEmpty()) {
      return;
    }
    heading("Copies");
    html.append("<p>Across splits first, then those that are not said to show one lesion. ");
    html.append("pairs.csv has all ").append(worstFirst.size()).append(".</p>\n");
    table("Pictures", "Which", "Similarity");
    int shown = 0;
    for (Copy copy : worstFirst.subList(0, Math.min(SHOWN, worstFirst.size()))) {
      String pictures =
          shown++ < PAIRS_WITH_PICTURES
              ? PagePicture.of(copy.first()) + PagePicture.of(copy.second())
              : "";
      row(
          pictures,
          place(copy.first()) + "<br>" + place(copy.second()),
          copy.sameBytes()
              ? "equal files"
              : String.format(Locale.ROOT, "%.3f, ", copy.similarity()) + copy.turn().words());
    }
    html.append("</table>\n");
  }

  private static String place(LabelledPicture picture) {
    return escape(
        "%s (%s) %s".formatted(picture.name(), picture.split().word(), AuditText.label(picture)));
  }

  private void guesses() {
    if (audit.guesses().isEmpty()) {
      return;
    }
    heading("The class without the lesion");
    html.append(
        "<p>Area under the ROC curve (0.5 is chance) of guesses from these features alone, ");
    html.append("cross-validated by lesion, with its 95 % interval.</p>\n");
    table("Class", "Pictures", "Features", "Number", "AUC", "Verdict");
    for (BlindGuess guess : audit.guesses()) {
      boolean alone = !guess.isFamily() && !guess.family().equals(BlindGuess.ALL);
      row(
          guess.question().word(),
          escape(AuditFindings.scope(guess.scope())),
          (alone ? "&emsp;" : "") + escape(guess.traits()),
          guess.pictures() + ", " + guess.positives() + " of the class",
          AuditFindings.interval(guess.auc()),
          guess.isFamily() ? badge(AuditFindings.judge(guess)) : "");
    }
    html.append("</table>\n");
  }

  private void balances() {
    if (audit.balances().isEmpty()) {
      return;
    }
    heading("The class by source and other columns");
    for (ClassBalance balance : audit.balances()) {
      html.append("<p>").append(balance.question().word()).append(" by ");
      html.append(escape(balance.column())).append(", ");
      html.append(escape(AuditFindings.scope(balance.scope()))).append(": AUC ");
      html.append(AuditFindings.interval(balance.auc())).append(", right ");
      html.append(AuditFindings.percent(balance.accuracy())).append(" of the time ");
      html.append(badge(AuditFindings.judge(balance))).append("</p>\n");
      table("Value", "Pictures", "Of the class", "Share");
      for (ClassBalance.Row row : balance.rows()) {
        row(
            escape(row.value()),
            String.valueOf(row.pictures()),
            String.valueOf(row.positives()),
            AuditFindings.percent(row.share()));
      }
      html.append("</table>\n");
    }
  }

  private <T> void section(String title, List<T> found, Function<T, String> words) {
    if (found.isEmpty()) {
      return;
    }
    heading(title);
    html.append("<ul>\n");
    for (T one : found.subList(0, Math.min(SHOWN, found.size()))) {
      html.append("<li>").append(escape(words.apply(one))).append("</li>\n");
    }
    html.append("</ul>\n");
    if (found.size() > SHOWN) {
      html.append("<p>pictures.csv has all ").append(found.size()).append(".</p>\n");
    }
  }

  private void heading(String title) {
    html.append("<h2>").append(escape(title)).append("</h2>\n");
  }

  private void table(String... columns) {
    html.append("<table><tr>");
    for (String column : columns) {
      html.append("<th scope=\"col\">").append(column).append("</th>");
    }
    html.append("</tr>\n");
  }

  private void row(String... cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append("<td>").append(cell).append("</td>");
    }
    html.append("</tr>\n");
  }

  private static String badge(Verdict verdict) {
    String style =
        switch (verdict) {
          case OK -> "ok";
          case LOOK_AT -> "look";
          case DO_NOT_TRAIN -> "bad";
        };
    return "<span class=\"" + style + "\">" + verdict.words() + "</span>";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
