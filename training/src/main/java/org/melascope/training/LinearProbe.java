package org.melascope.training;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.melascope.dataset.LabelledPicture;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

/** A linear head fitted on what a network makes of pictures, the network itself left as it is. */
final class LinearProbe {
  /** A head needs no more pictures than this to be a good start for fine-tuning. */
  private static final int ENOUGH_FOR_A_START = 4000;

  private LinearProbe() {}

  /**
   * The same weights with a head fitted to the pictures.
   *
   * @param weights of the backbone; a head for the seven diagnoses is where the fit starts, any
   *     other is dropped
   * @throws IllegalArgumentException if no picture can be used
   */
  static Weights fit(
      NDManager parent,
      Recipe recipe,
      Weights weights,
      List<LabelledPicture> pictures,
      TrainingProgress progress) {
    int outputs = Diagnosis.ALL.size();
    Weights started = TrainableNetwork.withHead(recipe.backbone(), weights, outputs);
    try (NDManager manager = parent.newSubManager()) {
      TrainableNetwork network = TrainableNetwork.of(manager, recipe.backbone(), started, outputs);
      Inference inference = new Inference(manager, network);
      LabelledOutputs features =
          LabelledOutputs.of(
              "linear probe",
              chosen(recipe, pictures),
              recipe.preprocessing(),
              inference::embeddings,
              new HashSet<>(),
              progress);
      if (features.outputs().isEmpty()) {
        throw new IllegalArgumentException(
            "there is no labelled picture that can be read to fit the head on");
      }
      Map<String, Tensor> tensors = new LinkedHashMap<>(started.tensors());
      tensors.putAll(LinearHead.fit(manager, started, features).tensors());
      return new Weights(tensors);
    }
  }

  private static List<LabelledPicture> chosen(Recipe recipe, List<LabelledPicture> pictures) {
    if (recipe.method() == Method.LINEAR_PROBE || pictures.size() <= ENOUGH_FOR_A_START) {
      return pictures;
    }
    List<LabelledPicture> shuffled = new ArrayList<>(pictures);
    Collections.shuffle(shuffled, new Random(recipe.seed()));
    return shuffled.subList(0, ENOUGH_FOR_A_START);
  }
}
