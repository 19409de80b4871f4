package org.melascope.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * What a figure of a question's calibration and usefulness is drawn from.
 *
 * @param equalWidthBins bins of {@link CalibrationError#equalWidth}
 * @param equalMassBins bins of {@link CalibrationError#equalMass}
 * @param netBenefit the decision curve at {@link #THRESHOLDS}
 * @param riskCoverage of taking the likelier answer, at every tenth of the pictures
 */
public record BinaryDetail(
    List<CalibrationBin> equalWidthBins,
    List<CalibrationBin> equalMassBins,
    List<NetBenefit> netBenefit,
    Optional<RiskCoverage> riskCoverage) {
  /** Where the decision curve is computed. */
  public static final List<Double> THRESHOLDS =
      List.of(0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5);

  public BinaryDetail {
    equalWidthBins = List.copyOf(equalWidthBins);
    equalMassBins = List.copyOf(equalMassBins);
    netBenefit = List.copyOf(netBenefit);
  }
}
