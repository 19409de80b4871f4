package org.melascope.training;

import java.io.IOException;
import java.nio.file.Path;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.weights.Weights;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The network of a bundle that this program trained, taken out of its file.
 *
 * @param description of the bundle
 * @param backbone what the network is
 * @param weights its parameters, the head among them
 */
record BundleNetwork(BundleDescription description, Backbone backbone, Weights weights) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Reads the network of a bundle.
   *
   * @throws IOException if a file cannot be read
   * @throws UnusableBundleException if the bundle cannot be used
   * @throws IllegalArgumentException naming the bundle, if it does not hold one network of ours
   */
  static BundleNetwork of(Path folder) throws IOException, UnusableBundleException {
    BundleDescription description = Bundle.open(folder).description();
    Backbone backbone = backbone(folder, description);
    Weights weights = StartingWeights.read(folder, backbone).weights();
    if (!TrainableNetwork.isOf(backbone, weights)
        || !TrainableNetwork.hasHead(backbone, weights, Diagnosis.ALL.size())) {
      throw new IllegalArgumentException(
          folder + " does not hold the weights of a " + backbone.name() + " of ours");
    }
    return new BundleNetwork(description, backbone, weights);
  }

  private static Backbone backbone(Path folder, BundleDescription description) {
    try {
      Object shape = description.training().recipe().get("backbone");
      if (shape != null) {
        return JSON.convertValue(shape, Backbone.class);
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          folder + ": training.recipe.backbone is no network of ours: " + e.getOriginalMessage(),
          e);
    }
    throw new IllegalArgumentException(
        folder
            + " does not say which network it is (training.recipe.backbone): name a bundle of one network");
  }
}
