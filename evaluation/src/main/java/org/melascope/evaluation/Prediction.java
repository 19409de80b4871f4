package org.melascope.evaluation;

import java.util.Map;
import java.util.Optional;
import org.melascope.dataset.LabelledPicture;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;

/**
 * What was predicted for a picture, beside what is known about it.
 *
 * @param picture its name in its data set
 * @param source the collection it comes from
 * @param lesion the lesion it shows, where known
 * @param label what it is known to be, where anything is
 * @param distribution what was predicted, calibrated
 * @param attributes what else is known (age, sex, site, confirmed_by, origin, ...)
 */
public record Prediction(
    String picture,
    String source,
    Optional<String> lesion,
    Optional<LabelSet> label,
    DiagnosisDistribution distribution,
    Map<String, String> attributes) {

  public Prediction {
    if (picture.isBlank()) {
      throw new IllegalArgumentException("a prediction needs the name of its picture");
    }
    attributes = Map.copyOf(attributes);
  }

  /** A prediction for a labelled picture. */
  public static Prediction of(LabelledPicture picture, DiagnosisDistribution distribution) {
    return new Prediction(
        picture.name(),
        picture.source(),
        picture.lesion(),
        picture.label(),
        distribution,
        picture.attributes());
  }

  /** The true diagnosis, where the label leaves only one. */
  public Optional<Diagnosis> diagnosis() {
    return label.flatMap(LabelSet::only);
  }

  /** Names the lesion, as {@link LabelledPicture#lesionKey()} does. */
  public String lesionKey() {
    return LabelledPicture.lesionKey(lesion, picture);
  }
}
