package org.melascope;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.gates.Finding;
import org.melascope.gates.Judgement;
import org.melascope.gates.Reason;
import org.melascope.network.EvidenceMap;

/**
 * The answer for one picture. Research software, not a diagnosis.
 *
 * @param decision at the operating point, unless something speaks against answering
 * @param distribution calibrated probabilities of the seven diagnoses; of a picture that is not
 *     assessable they mean nothing and are not shown
 * @param operatingPoint the threshold on P(malignant) that the decision was made with
 * @param judgement what speaks against answering; empty for a bundle without gates
 * @param agreement over turned and mirrored views, if they were looked at
 * @param evidence what each patch of the prepared picture adds to each diagnosis' logit
 * @param model identity of the bundle: name, version and start of the weights' hash
 * @param elapsed time from the decoded picture to this answer
 */
public record Assessment(
    Decision decision,
    DiagnosisDistribution distribution,
    OperatingPoint operatingPoint,
    Optional<Judgement> judgement,
    Optional<Agreement> agreement,
    EvidenceMap evidence,
    String model,
    Duration elapsed) {
  /** What must stand wherever an assessment is shown. */
  public static final String NOTICE =
      "Research software, not a medical device or a diagnosis; show a worrying lesion to a physician.";

  /** What must be said of answers of a bundle without gates. */
  public static final String NO_GATES =
      "This bundle has no gates: pictures that cannot be judged are answered, too.";

  /** P(malignant): melanoma, basal cell carcinoma or actinic keratosis / Bowen's disease. */
  public double malignant() {
    return distribution.malignant();
  }

  /** P(melanoma). */
  public double melanoma() {
    return distribution.melanoma();
  }

  /**
   * Where that lies which speaks for a diagnosis; nothing where no patch does, or where the lesion
   * is not known: it is found by the gates.
   */
  public Optional<EvidencePlacement> placement(Diagnosis diagnosis) {
    return judgement.flatMap(
        judged -> EvidencePlacement.of(evidence, diagnosis.ordinal(), judged.quality().lesion()));
  }

  /**
   * Why the decision is not plain, and remarks on it. What makes an answer uncertain is left out
   * where there is no answer.
   */
  public List<Finding> reasons() {
    boolean none = decision == Decision.NOT_ASSESSABLE;
    return judgement.map(Judgement::findings).orElse(List.of()).stream()
        .filter(
            finding -> !(none && finding.reason().consequence() == Reason.Consequence.UNCERTAIN))
        .toList();
  }
}
