package org.melascope.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import org.melascope.Assessment;
import org.melascope.bundle.BundleDescription;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;
import org.melascope.gates.Finding;

/** Answers for people: a paragraph for each of a few pictures, or a line for each of many. */
final class TextAnswers implements AnswerWriter {
  /** Of so many pictures each gets a paragraph. */
  static final int FEW = 10;

  private static final int BAR = 30;

  /** In place of a percentage. */
  private static final String NONE = "    -  ";

  private final PrintWriter out;
  private final BundleDescription bundle;
  private final OperatingPoint point;
  private final boolean paragraphs;
  private int answered;
  private int unreadable;

  TextAnswers(PrintWriter out, BundleDescription bundle, OperatingPoint point, int pictures) {
    this.out = out;
    this.bundle = bundle;
    this.point = point;
    this.paragraphs = pictures <= FEW;
  }

  @Override
  public void assessed(String image, Assessment assessment, Optional<String> heatMap)
      throws IOException {
    answered++;
    if (paragraphs) {
      paragraph(image, assessment);
      heatMap.ifPresent(
          file ->
              line(
                  format(
                      ROOT,
                      "  heat map of %s: %s",
                      assessment.distribution().mostLikely().fullName(),
                      file)));
      line("");
    } else {
      line(
          format(
              ROOT,
              "%-14s  P(malignant) %s  P(melanoma) %s  %s%s%s",
              words(assessment.decision()),
              shown(assessment) ? percent(assessment.malignant()) : NONE,
              shown(assessment) ? percent(assessment.melanoma()) : NONE,
              image,
              names(assessment),
              heatMap.map(file -> " -> " + file).orElse("")));
    }
    AnswerWriter.flush(out);
  }

  private void paragraph(String image, Assessment assessment) {
    line(image);
    line(
        format(
            ROOT,
            "  %s. %s",
            words(assessment.decision()).toUpperCase(ROOT),
            assessment.decision().meaning()));
    for (Finding finding : assessment.reasons()) {
      line("  " + finding.reason().words() + " " + finding.reason().advice());
    }
    if (shown(assessment)) {
      probabilities(assessment);
    }
    line(format(ROOT, "  %d ms", assessment.elapsed().toMillis()));
  }

  private void probabilities(Assessment assessment) {
    line(
        format(
            ROOT,
            "  P(malignant) %s   suspicious from %s",
            percent(assessment.malignant()),
            percent(point.threshold())));
    line(format(ROOT, "  P(melanoma)  %s", percent(assessment.melanoma())));
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      double probability = assessment.distribution().of(diagnosis);
      line(
          format(
              ROOT,
              "    %-5s  %-35s %s  %s",
              diagnosis.code(),
              diagnosis.fullName(),
              percent(probability),
              "#".repeat((int) Math.round(BAR * probability))));
    }
    Diagnosis likeliest = assessment.distribution().mostLikely();
    assessment
        .placement(likeliest)
        .ifPresent(
            placement ->
                line(
                    format(
                        ROOT,
                        "  what speaks for %s: %.0f %% on the lesion, %.0f %% on its border, %.0f %% off it",
                        likeliest.code(),
                        100 * placement.lesion(),
                        100 * placement.border(),
                        100 * placement.outside())));
    assessment
        .agreement()
        .ifPresent(
            views ->
                line(
                    format(
                        ROOT,
                        "  mean of %d turned and mirrored views: P(malignant) from %s to %s,"
                            + " %d of them decide the same",
                        views.views(),
                        percent(views.lowest()).strip(),
                        percent(views.highest()).strip(),
                        views.same())));
  }

  private static boolean shown(Assessment assessment) {
    return assessment.decision() != Decision.NOT_ASSESSABLE;
  }

  private static String names(Assessment assessment) {
    return assessment.reasons().isEmpty()
        ? ""
        : assessment.reasons().stream()
            .map(finding -> finding.reason().code())
            .collect(Collectors.joining("; ", " (", ")"));
  }

  @Override
  public void unreadable(String image, String reason) throws IOException {
    unreadable++;
    line(format(ROOT, "%s: not answered: %s", image, reason));
    if (paragraphs) {
      line("");
    }
    AnswerWriter.flush(out);
  }

  @Override
  public void close() throws IOException {
    if (!paragraphs) {
      line("");
      line(format(ROOT, "%,d pictures answered, %,d could not be read.", answered, unreadable));
    }
    line(
        format(
            ROOT,
            "Suspicious from P(malignant) %s, the setting for a sensitivity of %s. On \"%s\"",
            percent(point.threshold()).strip(),
            point.targetSensitivity(),
            point.data()));
    line(
        format(
            ROOT,
            "it flagged %s malignant lesions (%s melanomas)",
            ofHundred(point.sensitivity()),
            ofHundred(point.melanomaSensitivity())));
    line(
        format(
            ROOT,
            "and left %s benign ones alone (in brackets the 95 %% interval).",
            ofHundred(point.specificity())));
    line("Model: " + bundle.identity());
    if (bundle.gates().isEmpty()) {
      line(Assessment.NO_GATES);
    }
    line(Assessment.NOTICE);
    AnswerWriter.flush(out);
  }

  private static String words(Decision decision) {
    return decision.name().toLowerCase(ROOT).replace('_', ' ');
  }

  private static String percent(double share) {
    return format(ROOT, "%5.1f %%", 100 * share);
  }

  private static String ofHundred(Proportion share) {
    if (share.value().isEmpty()) {
      return "an unknown share of the";
    }
    return format(
        ROOT,
        "%.0f of 100 [%.0f to %.0f]",
        100 * share.value().getAsDouble(),
        100 * share.low(),
        100 * share.high());
  }

  private void line(String text) {
    out.print(text.stripTrailing() + "\n");
  }
}
