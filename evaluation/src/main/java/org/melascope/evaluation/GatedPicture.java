package org.melascope.evaluation;

import java.util.List;
import java.util.Optional;
import org.melascope.Assessment;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.LabelSet;
import org.melascope.gates.Finding;
import org.melascope.gates.Judgement;
import org.melascope.gates.PredictionSet;
import org.melascope.gates.Reason;

/**
 * What the gates of a bundle made of a picture.
 *
 * @param prediction what the network says, gates or not
 * @param decision what was said of the picture
 * @param reasons all that apply, remarks among them
 * @param sets what the answer leaves open, by rising level
 * @param viewsAgree whether all turned and mirrored views have the same decision, if they were
 *     looked at
 */
public record GatedPicture(
    Prediction prediction,
    Decision decision,
    List<Reason> reasons,
    List<PredictionSet> sets,
    Optional<Boolean> viewsAgree) {
  public GatedPicture {
    reasons = List.copyOf(reasons);
    sets = List.copyOf(sets);
  }

  /** From the answer for a picture; empty if the bundle has no gates. */
  public static Optional<GatedPicture> of(Prediction prediction, Assessment assessment) {
    return assessment
        .judgement()
        .map(
            judgement ->
                new GatedPicture(
                    prediction,
                    assessment.decision(),
                    reasons(judgement),
                    judgement.sets(),
                    assessment.agreement().map(views -> views.same() == views.views())));
  }

  private static List<Reason> reasons(Judgement judgement) {
    return judgement.findings().stream().map(Finding::reason).toList();
  }

  /** Whether it got a plain answer. */
  boolean answered() {
    return decision == Decision.LIKELY_BENIGN || decision == Decision.SUSPICIOUS;
  }

  /** Whether it is malignant, where that is known. */
  Optional<Boolean> malignant() {
    return prediction.label().flatMap(LabelSet::malignant);
  }

  /** Whether it is a melanoma, where that is known. */
  Optional<Boolean> melanoma() {
    return prediction.label().flatMap(LabelSet::melanoma);
  }
}
