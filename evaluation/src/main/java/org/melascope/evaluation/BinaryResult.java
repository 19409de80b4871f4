package org.melascope.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well a {@link Question} is answered, on the pictures whose label answers it. What is
 * undefined on them (most things, without both classes) is empty.
 *
 * @param pictures how many
 * @param positives how many of them are positive
 * @param lesions how many lesions they show; a picture of an unknown lesion counts as its own
 * @param auc area under the ROC curve with DeLong's interval, which takes pictures as independent
 * @param aucByLesion its bootstrap interval by lesion, which does not
 * @param averagePrecision with its bootstrap interval by lesion
 * @param brier see {@link Brier}
 * @param brierInterval its bootstrap interval by lesion
 * @param calibrationError of 15 bins of equal width
 * @param calibrationErrorEqualMass of 15 bins of equal numbers of pictures
 * @param calibrationLine see {@link CalibrationLine}
 * @param weakCalibration see {@link WeakCalibration}, where figures are asked for
 * @param atSensitivity specificity at a sensitivity of 0.90 and of 0.95, reached on these pictures
 * @param operatingPoints what the thresholds of given operating points do
 * @param detail for figures, where asked for
 */
public record BinaryResult(
    int pictures,
    int positives,
    int lesions,
    Optional<Estimate> auc,
    Optional<Interval> aucByLesion,
    Optional<Estimate> averagePrecision,
    OptionalDouble brier,
    Optional<Interval> brierInterval,
    OptionalDouble calibrationError,
    OptionalDouble calibrationErrorEqualMass,
    Optional<CalibrationLine> calibrationLine,
    Optional<WeakCalibration> weakCalibration,
    List<SensitivityResult> atSensitivity,
    List<PointResult> operatingPoints,
    Optional<BinaryDetail> detail) {

  public BinaryResult {
    atSensitivity = List.copyOf(atSensitivity);
    operatingPoints = List.copyOf(operatingPoints);
  }

  /** The Brier score with its interval. */
  public Optional<Estimate> brierScore() {
    return brier.stream().mapToObj(score -> new Estimate(score, brierInterval)).findFirst();
  }

  /** Whether there are pictures, and all have the same answer. */
  public boolean hasOneAnswer() {
    return pictures > 0 && (positives == 0 || positives == pictures);
  }
}
