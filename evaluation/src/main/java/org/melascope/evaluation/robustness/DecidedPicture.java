package org.melascope.evaluation.robustness;

import org.melascope.Assessment;
import org.melascope.diagnosis.Decision;
import org.melascope.evaluation.Prediction;

/**
 * What was said of a picture, as it is or changed.
 *
 * @param prediction what the network says
 * @param decision what was said, gates and all
 */
public record DecidedPicture(Prediction prediction, Decision decision) {
  static DecidedPicture of(Prediction prediction, Assessment assessment) {
    return new DecidedPicture(prediction, assessment.decision());
  }

  boolean is(Decision other) {
    return decision == other;
  }

  /** Whether its P(malignant) reaches the threshold, whatever the gates say. */
  boolean reaches(double threshold) {
    return prediction.distribution().malignant() >= threshold;
  }
}
