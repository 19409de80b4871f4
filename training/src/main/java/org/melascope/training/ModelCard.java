package org.melascope.training;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.melascope.bundle.BundleDescription;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;

/**
 * What a reader should know of a network before using it, as Markdown; written from the bundle's
 * own description.
 */
final class ModelCard {
  private ModelCard() {}

  static String of(BundleDescription bundle) {
    StringBuilder card = new StringBuilder();
    line(card, "# %s, version %s", bundle.name(), bundle.version());
    line(card, "");
    line(
        card,
        "Written by `melascope train` on %s. The numbers are those of `bundle.json`.",
        bundle.created());
    section(card, "What it is for");
    line(card, "%s", bundle.intendedUse());
    section(card, "What it says");
    line(
        card,
        "Probabilities of seven diagnoses (%s), calibrated by one temperature (%.3f) on the",
        String.join(", ", bundle.diagnoses()),
        bundle.calibration().temperature());
    line(card, "validation pictures. P(malignant) is the sum over mel, bcc and akiec.");
    section(card, "Terms");
    line(card, "%s", bundle.terms());
    data(card, bundle);
    training(card, bundle.training());
    operatingPoints(card, bundle);
    section(card, "Known limits");
    line(
        card,
        "- The thresholds were chosen on the validation pictures named above, so what they are said to reach");
    line(
        card,
        "  there is a little better than what to expect on other pictures of the same kind, and can be much");
    line(card, "  better than on pictures from another camera, clinic or population.");
    line(
        card,
        "- It answers for any picture, also for one that shows no lesion or cannot be judged.");
    line(card, "- `evaluation/` holds what was measured on pictures it was not trained on.");
    return card.toString();
  }

  private static void data(StringBuilder card, BundleDescription bundle) {
    section(card, "Pictures it learned from");
    for (BundleDescription.DataUse use : bundle.data()) {
      line(card, "%s (SHA-256 `%s`)", use.description(), use.sha256());
      line(card, "");
      line(card, "| source/split | pictures |");
      line(card, "| --- | ---: |");
      for (Map.Entry<String, Integer> entry : new TreeMap<>(use.pictures()).entrySet()) {
        line(card, "| %s | %,d |", entry.getKey(), entry.getValue());
      }
    }
  }

  private static void training(StringBuilder card, BundleDescription.Training training) {
    section(card, "Training");
    line(
        card,
        "%s, %s, from %s; seed %d; %.1f hours of computation. The whole recipe is in `bundle.json`.",
        training.backbone(),
        training.method(),
        training.startedFrom(),
        training.seed(),
        training.seconds() / 3600);
  }

  private static void operatingPoints(StringBuilder card, BundleDescription bundle) {
    section(card, "Operating points");
    line(
        card,
        "| asked for | P(malignant) from | sensitivity, malignant | sensitivity, melanoma | specificity | on |");
    line(card, "| ---: | ---: | --- | --- | --- | --- |");
    for (OperatingPoint point : bundle.operatingCurve().points()) {
      line(
          card,
          "| %.2f | %.4f | %s | %s | %s | %s |",
          point.targetSensitivity(),
          point.threshold(),
          share(point.sensitivity()),
          share(point.melanomaSensitivity()),
          share(point.specificity()),
          point.data());
    }
    line(card, "");
    line(
        card,
        "In brackets: 95 %% Wilson intervals. Without being asked, %.2f is used.",
        bundle.defaultSensitivity());
  }

  private static String share(Proportion proportion) {
    if (proportion.value().isEmpty()) {
      return "-";
    }
    return String.format(
        Locale.ROOT,
        "%.3f [%.3f, %.3f]",
        proportion.value().getAsDouble(),
        proportion.low(),
        proportion.high());
  }

  private static void section(StringBuilder card, String title) {
    line(card, "");
    line(card, "## %s", title);
    line(card, "");
  }

  private static void line(StringBuilder card, String format, Object... values) {
    card.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
