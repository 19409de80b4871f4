package org.melascope.training.backbone;

import java.util.List;
import java.util.Random;
import org.melascope.training.backbone.EfficientNetConfiguration.Stage;
import org.melascope.training.weights.Weights;

/** Networks and pictures drawn at random, for tests. */
public final class RandomNetworks {
  /** Small enough for every test. */
  public static final VitConfiguration SMALL = new VitConfiguration("test", 32, 8, 24, 2, 3, 48);

  /** A convolutional one of that kind. */
  public static final EfficientNetConfiguration SMALL_CONVOLUTIONAL =
      new EfficientNetConfiguration(
          "test-convolutional",
          32,
          4,
          List.of(
              new Stage(3, 1, 1, 4, 1),
              new Stage(5, 2, 2, 6, 2),
              new Stage(3, 2, 2, 8, 1),
              new Stage(3, 2, 2, 8, 1),
              new Stage(5, 2, 2, 10, 1)),
          24);

  private RandomNetworks() {}

  /** Random weights for seven outputs in which every tensor counts, the head and the biases too. */
  public static Weights weights(Backbone configuration, long seed) {
    Weights weights = TrainableNetwork.randomWeights(configuration, 7, seed);
    Random random = new Random(seed);
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              float scale = name.startsWith("head") ? 1 : 0.1f;
              for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] += scale * (float) random.nextGaussian();
              }
            });
    return weights;
  }

  /** A prepared picture of noise. */
  public static float[] picture(Backbone configuration, long seed) {
    Random random = new Random(seed);
    float[] picture = new float[3 * configuration.imageSize() * configuration.imageSize()];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (float) random.nextGaussian();
    }
    return picture;
  }
}
