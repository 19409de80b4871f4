package org.melascope.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.melascope.bundle.BundleDescription;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;
import org.melascope.gates.ConformalPrediction;
import org.melascope.gates.Reason;
import org.melascope.image.Preprocessing;

/** A bundle's description for people. */
final class ModelText {
  private final StringBuilder text = new StringBuilder();

  private ModelText() {}

  /** Several lines, ending with a line break. */
  static String of(BundleDescription bundle) {
    ModelText text = new ModelText();
    text.uses(bundle);
    text.preparation(bundle);
    text.operatingPoints(bundle);
    text.gates(bundle);
    text.data(bundle);
    text.training(bundle.training());
    return text.text.toString();
  }

  private void uses(BundleDescription bundle) {
    line(
        format(
            ROOT, "%s, version %s, made on %s", bundle.name(), bundle.version(), bundle.created()));
    line("identity       " + bundle.identity());
    line(
        format(
            ROOT,
            "network        %s, SHA-256 %s",
            bundle.network().file(),
            bundle.network().sha256()));
    line("intended use   " + bundle.intendedUse());
    line("terms          " + bundle.terms());
    line(
        format(
            ROOT,
            "diagnoses      %s",
            Diagnosis.ALL.stream()
                .map(diagnosis -> diagnosis.code() + " " + diagnosis.fullName())
                .collect(Collectors.joining("\n               "))));
  }

  private void preparation(BundleDescription bundle) {
    Preprocessing preprocessing = bundle.preprocessing();
    line(
        format(
            ROOT,
            "preprocessing  %d x %d pixels, framing %s, crop %s, mean %s, deviation %s",
            preprocessing.size(),
            preprocessing.size(),
            preprocessing.framing().word(),
            preprocessing.crop(),
            preprocessing.mean(),
            preprocessing.deviation()));
    line(format(ROOT, "calibration    temperature %.4f", bundle.calibration().temperature()));
  }

  private void operatingPoints(BundleDescription bundle) {
    line("");
    line(
        format(
            ROOT,
            "operating points (%s unless another is asked for)",
            bundle.defaultPoint().targetSensitivity()));
    line(
        format(
            ROOT,
            "  %-4s  %-9s  %-21s  %-21s  %-21s",
            "for",
            "P(mal.)>=",
            "sensitivity [95 %]",
            "of melanomas",
            "specificity"));
    for (OperatingPoint point : bundle.operatingCurve().points()) {
      line(
          format(
              ROOT,
              "  %.2f  %-9.4f  %-21s  %-21s  %-21s",
              point.targetSensitivity(),
              point.threshold(),
              share(point.sensitivity()),
              share(point.melanomaSensitivity()),
              share(point.specificity())));
    }
    line(
        format(
            ROOT,
            "  measured on: %s",
            bundle.operatingCurve().points().stream()
                .map(OperatingPoint::data)
                .distinct()
                .collect(Collectors.joining("; "))));
  }

  private void gates(BundleDescription bundle) {
    line("");
    if (bundle.gates().isEmpty()) {
      line("gates          none: pictures that cannot be judged are answered, too");
      return;
    }
    BundleDescription.GateLimits gates = bundle.gates().get();
    line("gates, set on: " + gates.data());
    for (Reason reason : Reason.OF_QUALITY) {
      limit(reason, gates.quality().of(reason));
    }
    limit(Reason.UNLIKE_KNOWN, gates.novelty().limit());
    limit(Reason.TURNS_DISAGREE, gates.views().spread());
    for (ConformalPrediction.Level level : gates.conformal().levels()) {
      line(
          format(
              ROOT,
              "  malignant possible from P(malignant) %.4f, benign up to %.4f, at %.0f %%%s",
              level.malignantFrom(),
              level.benignUpTo(),
              100 * level.level(),
              level.level() == gates.conformal().deciding() ? ", which decides" : ""));
    }
  }

  private void limit(Reason reason, double limit) {
    line(
        format(
            ROOT,
            "  %-18s %s %10.4f  %s",
            reason.code(),
            reason.above() ? "above" : "below",
            limit,
            reason.consequence()));
  }

  private static String share(Proportion share) {
    return share.value().isEmpty()
        ? "-"
        : format(ROOT, "%.3f [%.3f, %.3f]", share.value().getAsDouble(), share.low(), share.high());
  }

  private void data(BundleDescription bundle) {
    line("");
    line("data it was trained, chosen and calibrated on");
    for (BundleDescription.DataUse use : bundle.data()) {
      line("  " + use.description());
      line("  SHA-256 " + use.sha256());
      new TreeMap<>(use.pictures())
          .forEach((part, count) -> line(format(ROOT, "  %,8d  %s", count, part)));
    }
  }

  private void training(BundleDescription.Training training) {
    line("");
    line("training");
    line(format(ROOT, "  %s, %s", training.backbone(), training.method()));
    line("  started from " + training.startedFrom());
    line(format(ROOT, "  seed %d, %,.0f s", training.seed(), training.seconds()));
    for (Map.Entry<String, Object> entry : new TreeMap<>(training.recipe()).entrySet()) {
      line(format(ROOT, "  %s: %s", entry.getKey(), entry.getValue()));
    }
  }

  private void line(String text) {
    this.text.append(text.stripTrailing()).append('\n');
  }
}
