package org.melascope.evaluation.fitting;

import java.util.List;
import org.melascope.dataset.LabelledPicture;
import org.melascope.evaluation.TemperatureScaling;
import org.melascope.image.Framing;
import org.melascope.image.Preprocessing;
import org.melascope.network.Network;

/**
 * Chooses which part of a picture the finished network looks at: the one with the lowest calibrated
 * loss on the validation pictures.
 *
 * @param preprocessing the chosen one
 * @param validation what the network makes of the validation pictures with it
 */
record FramingChoice(Preprocessing preprocessing, Validation validation) {
  private static final List<Double> CROPS = List.of(1.0, 0.9);

  static FramingChoice of(
      Network network,
      Preprocessing basis,
      List<LabelledPicture> validation,
      FittingProgress progress) {
    FramingChoice best = null;
    double lowest = Double.POSITIVE_INFINITY;
    for (Framing framing : Framing.values()) {
      for (double crop : CROPS) {
        Preprocessing candidate =
            new Preprocessing(basis.size(), framing, crop, basis.mean(), basis.deviation());
        Validation seen = Validation.of(network, candidate, validation, progress);
        double temperature = TemperatureScaling.fit(seen.logits(), seen.labels()).temperature();
        double loss = TemperatureScaling.loss(seen.logits(), seen.labels(), temperature);
        if (best == null || loss < lowest) {
          best = new FramingChoice(candidate, seen);
          lowest = loss;
        }
      }
    }
    if (best == null) {
      throw new IllegalStateException("there is no framing to choose from");
    }
    return best;
  }
}
