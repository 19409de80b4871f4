package org.melascope.evaluation;

import java.util.Map;
import java.util.Optional;
import org.melascope.diagnosis.Proportion;

/**
 * How often the most likely diagnosis is the true one, on the pictures whose diagnosis is known.
 *
 * @param pictures how many
 * @param accuracy share of them that are right
 * @param balancedAccuracy mean recall of the diagnoses that occur, with its bootstrap interval by
 *     lesion; empty with fewer than two
 * @param balancedAccuracyAtEqualPrevalence likewise, of the diagnosis that would be most likely if
 *     all that occur were equally frequent: of these alone, every probability divided by the share
 *     of that diagnosis among the pictures
 * @param recall for each diagnosis that occurs the share of its pictures that are right, by code
 * @param confusion all counts
 * @param riskCoverage of taking the most likely diagnosis, at every tenth of the pictures
 */
public record DiagnosisResult(
    int pictures,
    Proportion accuracy,
    Optional<Estimate> balancedAccuracy,
    Optional<Estimate> balancedAccuracyAtEqualPrevalence,
    Map<String, Proportion> recall,
    ConfusionMatrix confusion,
    Optional<RiskCoverage> riskCoverage) {
  public DiagnosisResult {
    recall = Ordered.copyOf(recall);
  }
}
