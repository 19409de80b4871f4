package org.melascope.training;

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
 * @param outputs logits of the validation pictures with it
 */
record FramingChoice(Preprocessing preprocessing, LabelledOutputs outputs) {
  private static final List<Double> CROPS = List.of(1.0, 0.9);

  static FramingChoice of(
      Network network,
      Preprocessing basis,
      List<LabelledPicture> validation,
      TrainingProgress progress) {
    FramingChoice best = null;
    double lowest = Double.POSITIVE_INFINITY;
    for (Framing framing : Framing.values()) {
      for (double crop : CROPS) {
        Preprocessing candidate =
            new Preprocessing(basis.size(), framing, crop, basis.mean(), basis.deviation());
        LabelledOutputs outputs = outputs(network, candidate, validation, progress);
        double temperature =
            TemperatureScaling.fit(outputs.outputs(), outputs.labels()).temperature();
        double loss = TemperatureScaling.loss(outputs.outputs(), outputs.labels(), temperature);
        if (best == null || loss < lowest) {
          best = new FramingChoice(candidate, outputs);
          lowest = loss;
        }
      }
    }
    if (best == null) {
      throw new IllegalStateException("there is no framing to choose from");
    }
    return best;
  }

  private static LabelledOutputs outputs(
      Network network,
      Preprocessing preprocessing,
      List<LabelledPicture> validation,
      TrainingProgress progress) {
    String phase =
        "framing %s, crop %s".formatted(preprocessing.framing().word(), preprocessing.crop());
    LabelledOutputs outputs =
        LabelledOutputs.of(
            phase,
            validation,
            images ->
                network.run(images.stream().map(preprocessing::apply).toList()).stream()
                    .map(output -> output.logits())
                    .toArray(float[][]::new),
            progress);
    if (outputs.outputs().isEmpty()) {
      throw new IllegalArgumentException(
          "there is no labelled validation picture to calibrate the network on");
    }
    return outputs;
  }
}
