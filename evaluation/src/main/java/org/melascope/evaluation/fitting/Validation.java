package org.melascope.evaluation.fitting;

import java.util.List;
import org.melascope.dataset.LabelledPicture;
import org.melascope.diagnosis.Calibration;
import org.melascope.diagnosis.LabelSet;
import org.melascope.image.Preprocessing;
import org.melascope.network.Network;

/**
 * What a network makes of the validation pictures that have a label.
 *
 * @param observations one per picture that can be read, at least one
 */
record Validation(List<Observation> observations) {
  Validation {
    observations = List.copyOf(observations);
    if (observations.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no labelled validation picture to calibrate the network on");
    }
  }

  /** Shows the pictures that have a label to a network. */
  static Validation of(
      Network network,
      Preprocessing preprocessing,
      List<LabelledPicture> pictures,
      FittingProgress progress) {
    String phase =
        "framing %s, crop %s".formatted(preprocessing.framing().word(), preprocessing.crop());
    List<LabelledPicture> labelled =
        pictures.stream().filter(picture -> picture.label().isPresent()).toList();
    return new Validation(Observation.of(phase, network, preprocessing, labelled, progress));
  }

  List<float[]> logits() {
    return observations.stream().map(Observation::logits).toList();
  }

  List<LabelSet> labels() {
    return observations.stream().map(seen -> seen.picture().label().orElseThrow()).toList();
  }

  /** Calibrated P(malignant) of each picture. */
  double[] malignant(Calibration calibration) {
    return observations.stream()
        .mapToDouble(seen -> calibration.apply(seen.logits()).malignant())
        .toArray();
  }
}
