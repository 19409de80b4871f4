package org.melascope;

import java.time.Duration;
import java.util.List;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.network.EvidenceMap;

/**
 * The answer for one picture. Research software, not a diagnosis.
 *
 * @param decision at the operating point
 * @param distribution calibrated probabilities of the seven diagnoses
 * @param operatingPoint the threshold on P(malignant) that the decision was made with
 * @param reasons why the decision is not plain, in words; empty if it is
 * @param evidence what each patch of the prepared picture adds to each diagnosis' logit
 * @param model identity of the bundle: name, version and start of the weights' hash
 * @param elapsed time from the decoded picture to this answer
 */
public record Assessment(
    Decision decision,
    DiagnosisDistribution distribution,
    OperatingPoint operatingPoint,
    List<String> reasons,
    EvidenceMap evidence,
    String model,
    Duration elapsed) {
  /** What must stand wherever an assessment is shown. */
  public static final String NOTICE =
      "Research software, not a medical device or a diagnosis; show a worrying lesion to a physician.";

  public Assessment {
    reasons = List.copyOf(reasons);
  }

  /** P(malignant): melanoma, basal cell carcinoma or actinic keratosis / Bowen's disease. */
  public double malignant() {
    return distribution.malignant();
  }

  /** P(melanoma). */
  public double melanoma() {
    return distribution.melanoma();
  }
}
