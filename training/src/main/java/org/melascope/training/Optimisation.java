package org.melascope.training;

/**
 * How the weights are fitted.
 *
 * @param epochs passes over the training pictures
 * @param batchSize pictures per step
 * @param learningRate the highest one, of the last layer
 * @param layerDecay each layer learns this much slower than the one after it, in (0, 1]
 * @param weightDecay of AdamW (Loshchilov and Hutter 2019), not applied to biases, norms and
 *     positions
 * @param warmUp share of all steps over which the learning rate rises linearly, in [0, 1); it then
 *     falls as a half cosine
 * @param averaging decay of the exponential moving average of the weights per step, in [0, 1); 0
 *     keeps the last weights
 * @param keptPatches share of a picture that a training step looks at, in (0, 1]: some of its
 *     patches, or all of it at a lower resolution, as the backbone does it
 * @param wholeEpochs the last so many epochs look at whole pictures, as inference does
 * @param clipping largest norm of the gradient; a larger one is scaled down to it
 */
public record Optimisation(
    int epochs,
    int batchSize,
    double learningRate,
    double layerDecay,
    double weightDecay,
    double warmUp,
    double averaging,
    double keptPatches,
    int wholeEpochs,
    double clipping) {

  public Optimisation {
    require(epochs >= 1 && epochs <= 10_000, "epochs", epochs, "from 1 to 10000");
    require(batchSize >= 1 && batchSize <= 4096, "batchSize", batchSize, "from 1 to 4096");
    require(
        learningRate > 0 && learningRate <= 1,
        "learningRate",
        learningRate,
        "above 0 and at most 1");
    require(layerDecay > 0 && layerDecay <= 1, "layerDecay", layerDecay, "above 0 and at most 1");
    require(
        weightDecay >= 0 && weightDecay < 1, "weightDecay", weightDecay, "at least 0 and below 1");
    require(warmUp >= 0 && warmUp < 1, "warmUp", warmUp, "at least 0 and below 1");
    require(averaging >= 0 && averaging < 1, "averaging", averaging, "at least 0 and below 1");
    require(
        keptPatches > 0 && keptPatches <= 1, "keptPatches", keptPatches, "above 0 and at most 1");
    require(
        wholeEpochs >= 0 && wholeEpochs <= epochs, "wholeEpochs", wholeEpochs, "from 0 to epochs");
    require(clipping > 0, "clipping", clipping, "positive");
  }

  private static void require(boolean holds, String field, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(field + " must be " + range + ", not " + value);
    }
  }

  /** The share of its patches that a picture is seen by in an epoch, counted from 0. */
  double keptPatches(int epoch) {
    return epoch < epochs - wholeEpochs ? keptPatches : 1;
  }

  /**
   * The share of {@link #learningRate} at a step: linear warm-up, then half a cosine down to zero.
   */
  double schedule(long step, long steps) {
    double warm = warmUp * steps;
    if (step < warm) {
      return (step + 1) / (warm + 1);
    }
    return 0.5 * (1 + Math.cos(Math.PI * (step - warm) / Math.max(1, steps - warm)));
  }
}
