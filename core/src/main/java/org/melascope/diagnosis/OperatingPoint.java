package org.melascope.diagnosis;

/**
 * A threshold on P(malignant) with what it was measured to do.
 *
 * @param targetSensitivity the sensitivity it was chosen for, in (0, 1]
 * @param threshold a lesion is suspicious when P(malignant) is at least this, in [0, 1]
 * @param sensitivity share of the malignant lesions that were found suspicious
 * @param melanomaSensitivity share of the melanomas that were found suspicious
 * @param specificity share of the benign lesions that were not found suspicious
 * @param data name of the data set these shares were measured on
 */
public record OperatingPoint(
    double targetSensitivity,
    double threshold,
    Proportion sensitivity,
    Proportion melanomaSensitivity,
    Proportion specificity,
    String data) {

  public OperatingPoint {
    if (!(targetSensitivity > 0 && targetSensitivity <= 1)) {
      throw new IllegalArgumentException(
          "targetSensitivity must be above 0 and at most 1, not " + targetSensitivity);
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be from 0 to 1, not " + threshold);
    }
    if (data.isBlank()) {
      throw new IllegalArgumentException("data must name the data set of an operating point");
    }
  }

  /**
   * {@link Decision#SUSPICIOUS} at or above the threshold, {@link Decision#LIKELY_BENIGN} below.
   */
  public Decision decide(DiagnosisDistribution distribution) {
    return distribution.malignant() >= threshold ? Decision.SUSPICIOUS : Decision.LIKELY_BENIGN;
  }
}
