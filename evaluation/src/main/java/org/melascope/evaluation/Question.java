package org.melascope.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;

/**
 * A question with two answers: is the diagnosis one of these?
 *
 * @param name as it is called in files
 * @param positives the diagnoses for which the answer is yes
 */
public record Question(String name, LabelSet positives) {
  /** Melanoma against the rest. */
  public static final Question MELANOMA = new Question("melanoma", LabelSet.of(Diagnosis.MEL));

  /** Malignant against benign. */
  public static final Question MALIGNANT = new Question("malignant", LabelSet.MALIGNANT);

  /** One diagnosis against the rest. */
  public static Question of(Diagnosis diagnosis) {
    return new Question(diagnosis.code(), LabelSet.of(diagnosis));
  }

  /** The answer that a label gives; empty when it leaves the question open. */
  public Optional<Boolean> answer(LabelSet label) {
    if (positives.diagnoses().containsAll(label.diagnoses())) {
      return Optional.of(true);
    }
    return Collections.disjoint(positives.diagnoses(), label.diagnoses())
        ? Optional.of(false)
        : Optional.empty();
  }

  /**
   * The answer known for a picture; empty when its label leaves the question open or is missing.
   */
  public Optional<Boolean> answer(Prediction prediction) {
    return prediction.label().flatMap(this::answer);
  }

  /** The predictions whose answer is known, in order. */
  public List<Prediction> answered(List<Prediction> predictions) {
    return predictions.stream().filter(prediction -> answer(prediction).isPresent()).toList();
  }

  /** The predictions whose answer is known, of sources that can be compared: {@link TwoSided}. */
  List<Prediction> comparable(List<Prediction> predictions) {
    return TwoSided.of(predictions, Prediction::source, this::answer);
  }

  /** The predicted probability of yes and the true answer, for the pictures where it is known. */
  public BinaryScores scores(List<Prediction> predictions) {
    return scores(predictions, positives);
  }

  /** Like {@link #scores(List)}, but scoring by the probability of other diagnoses. */
  BinaryScores scores(List<Prediction> predictions, LabelSet scored) {
    List<Prediction> answered = answered(predictions);
    return BinaryScores.of(
        answered.stream().map(prediction -> prediction.distribution().of(scored)).toList(),
        answered.stream().map(prediction -> answer(prediction).orElseThrow()).toList());
  }
}
