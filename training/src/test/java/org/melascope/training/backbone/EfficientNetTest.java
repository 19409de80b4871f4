package org.melascope.training.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.melascope.training.weights.Safetensors;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EfficientNetTest {
  private static final EfficientNetConfiguration SMALL = RandomNetworks.SMALL_CONVOLUTIONAL;

  /**
   * The golden file: the mean of the last convolution for x[c, y, x] = 100 sin(0.05 x + 0.03 y + c)
   * as the first convolution takes it, computed by the network's first owner.
   */
  @Test
  void meetsTheGoldenFileOfTheImageNetBackbone() throws IOException {
    EfficientNetConfiguration c = EfficientNetConfiguration.LITE_0;
    Weights weights =
        TrainableNetwork.withHead(
            c, Safetensors.read(SharedData.require("weights/efficientnet_lite0.safetensors")), 7);
    JsonNode golden =
        new JsonMapper()
            .readTree(SharedData.require("weights/efficientnet_lite0.golden.json").toFile());
    float[] picture = new float[3 * 224 * 224];
    for (int i = 0; i < picture.length; i++) {
      int channel = i / (224 * 224);
      double wave = 100 * Math.sin(0.05 * (i % 224) + 0.03 * (i / 224 % 224) + channel);
      picture[i] =
          (float) ((wave - EfficientNetConfiguration.SHIFT) / EfficientNetConfiguration.SCALE);
    }
    float[] embedding = embedding(c, weights, picture);
    for (int i = 0; i < 8; i++) {
      assertThat((double) embedding[i])
          .isCloseTo(golden.path("gap_feature_first8").path(i).asDouble(), within(1e-4));
    }
    double sum = 0;
    for (float value : embedding) {
      sum += value;
    }
    assertThat(sum / embedding.length)
        .isCloseTo(golden.path("gap_feature_mean").asDouble(), within(1e-4));
  }

  @Test
  void hasAsManyLayersAsBlocksAndAHead() {
    EfficientNetConfiguration c = EfficientNetConfiguration.LITE_0;
    assertThat(c.layers()).isEqualTo(19);
    assertThat(c.layer("conv0.weight")).isZero();
    assertThat(c.layer("conv1.bias")).isEqualTo(1);
    assertThat(c.layer("conv10.weight")).isEqualTo(4);
    assertThat(c.layer("conv48.weight")).isEqualTo(17);
    assertThat(c.layer("head.weight")).isEqualTo(18);
    assertThat(c.grid()).isEqualTo(7);
  }

  /** As for the transformer: what the forward pass leaves must still be there afterwards. */
  @Test
  void gradientsAreTheSlopesOfTheLogits() {
    Weights weights = RandomNetworks.weights(SMALL, 1);
    assertSlopes(weights, faint(1), "conv0.weight", "conv4.weight", "conv5.bias");
  }

  /** Clipped are conv0, conv3 and conv4, conv2 is not. */
  @Test
  void gradientsAreTheSlopesOfTheLogitsWithTheNormsApart() {
    PatchedViews pictures = faint(6);
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights apart =
          BatchNorms.apart(manager, SMALL, RandomNetworks.weights(SMALL, 1), List.of(pictures));
      assertSlopes(
          apart, pictures, "conv0.scale", "conv0.bias", "conv2.scale", "conv3.bias", "conv4.scale");
    }
  }

  /** Pictures so faint that few values are where ReLU6 has no slope. */
  private static PatchedViews faint(int pictures) {
    float[] samples = new float[pictures * SMALL.patchLength()];
    for (int i = 0; i < pictures; i++) {
      float[] picture = RandomNetworks.picture(SMALL, 2 + i);
      for (int k = 0; k < picture.length; k++) {
        samples[i * picture.length + k] = picture[k] / EfficientNetConfiguration.SCALE;
      }
    }
    return new PatchedViews(pictures, samples, new long[pictures]);
  }

  private static void assertSlopes(Weights weights, PatchedViews pictures, String... names) {
    for (String name : names) {
      float[] gradient = gradient(weights, pictures, name);
      float step = 1e-3f;
      for (int i = 0; i < gradient.length; i += Math.max(1, gradient.length / 5)) {
        double slope =
            (sum(moved(weights, name, i, step), pictures)
                    - sum(moved(weights, name, i, -step), pictures))
                / (2 * step);
        assertThat((double) gradient[i])
            .as("%s %d", name, i)
            .isCloseTo(slope, within(0.02 + 0.05 * Math.abs(slope)));
      }
    }
  }

  private static float[] gradient(Weights weights, PatchedViews pictures, String name) {
    try (NDManager manager = NDManager.newBaseManager()) {
      TrainableNetwork network = TrainableNetwork.of(manager, SMALL, weights, 7);
      NDArray parameter = Objects.requireNonNull(network.parameters().get(name));
      parameter.setRequiresGradient(true);
      try (NDScope scope = new NDScope();
          GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        scope.suppressNotUsedWarning();
        NDArray sum = network.logits(pictures.patches(manager), pictures.positions(manager)).sum();
        Collected.overwrite();
        collector.backward(sum);
        return parameter.getGradient().toFloatArray();
      }
    }
  }

  private static double sum(Weights weights, PatchedViews pictures) {
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      TrainableNetwork network = TrainableNetwork.of(manager, SMALL, weights, 7);
      double sum = 0;
      for (float logit :
          network.logits(pictures.patches(manager), pictures.positions(manager)).toFloatArray()) {
        sum += logit;
      }
      return sum;
    }
  }

  private static Weights moved(Weights weights, String name, int index, float step) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
    Tensor tensor = Objects.requireNonNull(tensors.get(name));
    float[] values = tensor.values().clone();
    values[index] += step;
    tensors.put(name, new Tensor(tensor.shape(), values));
    return new Weights(tensors);
  }

  private static float[] embedding(Backbone c, Weights weights, float[] picture) {
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      TrainableNetwork network = TrainableNetwork.of(manager, c, weights, 7);
      return network.embedding(input(manager, c, picture), first(manager)).toFloatArray();
    }
  }

  private static NDArray input(NDManager manager, Backbone c, float[] picture) {
    return manager.create(picture, new Shape(1, 1, c.patchLength()));
  }

  private static NDArray first(NDManager manager) {
    return manager.create(new long[] {0}, new Shape(1, 1));
  }
}
