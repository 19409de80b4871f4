package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.melascope.diagnosis.LabelSet;
import org.melascope.diagnosis.OperatingCurve;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;

/** Chooses the thresholds of an {@link OperatingCurve}. */
public final class OperatingPoints {
  private OperatingPoints() {}

  /**
   * For each of {@link OperatingCurve#TARGETS} the largest threshold on P(malignant) at which both
   * the sensitivity for malignant pictures and that for melanomas reach the target.
   *
   * <p>Pictures of unknown malignancy count neither for sensitivity nor for specificity; melanomas
   * are those known to be one. Without any, the malignant pictures alone decide. Without benign
   * pictures the specificity is unknown (0 of 0).
   *
   * @param malignant calibrated P(malignant) of each picture
   * @param labels what the same pictures are known to be
   * @param data what to call these pictures in the operating points
   * @throws IllegalArgumentException when no picture is known to be malignant
   */
  public static OperatingCurve choose(double[] malignant, List<LabelSet> labels, String data) {
    Roc malignancy = new Roc(known(malignant, labels, LabelSet::malignant).asProbabilities());
    Roc melanoma = new Roc(known(malignant, labels, OperatingPoints::melanoma).asProbabilities());
    if (malignancy.positives() == 0) {
      throw new IllegalArgumentException(
          "no picture of "
              + data
              + " is known to be malignant, so that no threshold can be chosen:"
              + " use pictures labelled mel, bcc, akiec or malignant as well");
    }
    List<OperatingPoint> points = new ArrayList<>();
    for (double target : OperatingCurve.TARGETS) {
      double threshold =
          Math.min(
              malignancy.atSensitivity(target).map(Rates::threshold).orElse(1.0),
              melanoma.atSensitivity(target).map(Rates::threshold).orElse(1.0));
      Rates rates = malignancy.at(threshold);
      Proportion melanomaSensitivity = melanoma.at(threshold).sensitivity();
      points.add(
          new OperatingPoint(
              target,
              threshold,
              rates.sensitivity(),
              melanomaSensitivity,
              rates.specificity(),
              data));
    }
    return new OperatingCurve(points);
  }

  /** Melanomas only: what is no melanoma has no part in their sensitivity. */
  private static Optional<Boolean> melanoma(LabelSet label) {
    return label.melanoma().filter(known -> known);
  }

  private static BinaryScores known(
      double[] scores, List<LabelSet> labels, Function<LabelSet, Optional<Boolean>> answer) {
    if (scores.length != labels.size()) {
      throw new IllegalArgumentException(
          "every score needs a label: " + scores.length + " scores, " + labels.size() + " labels");
    }
    List<Double> kept = new ArrayList<>();
    List<Boolean> positive = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      double score = scores[i];
      answer
          .apply(labels.get(i))
          .ifPresent(
              known -> {
                kept.add(score);
                positive.add(known);
              });
    }
    return BinaryScores.of(kept, positive);
  }
}
