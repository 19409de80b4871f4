package org.melascope.training;

import java.util.Random;

/** Networks and pictures drawn at random, for tests. */
final class RandomNetworks {
  /** Small enough for every test. */
  static final VitConfiguration SMALL = new VitConfiguration("test", 32, 8, 24, 2, 3, 48);

  private RandomNetworks() {}

  /** Random weights for seven outputs in which every tensor counts, the head and the biases too. */
  static Weights weights(VitConfiguration configuration, long seed) {
    Weights weights = VisionTransformer.randomWeights(configuration, 7, seed);
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
  static float[] picture(VitConfiguration configuration, long seed) {
    Random random = new Random(seed);
    float[] picture = new float[3 * configuration.imageSize() * configuration.imageSize()];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (float) random.nextGaussian();
    }
    return picture;
  }
}
