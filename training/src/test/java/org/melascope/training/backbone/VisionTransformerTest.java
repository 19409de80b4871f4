package org.melascope.training.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.melascope.training.weights.Safetensors;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VisionTransformerTest {
  private static final VitConfiguration SMALL = RandomNetworks.SMALL;

  /**
   * The golden file: softmax over the class token for x[c, y, x] = sin(0.05 x + 0.03 y + c),
   * computed by timm.
   */
  @Test
  void meetsTheGoldenFileOfTheImageNetBackbone() throws IOException {
    Path weights =
        SharedData.require("weights/vit_tiny_patch16_224.augreg_in21k_ft_in1k.safetensors");
    JsonNode golden =
        new JsonMapper()
            .readTree(SharedData.require("weights/vit_tiny_patch16_224.golden.json").toFile());
    float[] picture = new float[3 * 224 * 224];
    for (int i = 0; i < picture.length; i++) {
      int channel = i / (224 * 224);
      picture[i] = (float) Math.sin(0.05 * (i % 224) + 0.03 * (i / 224 % 224) + channel);
    }
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      VisionTransformer network =
          new VisionTransformer(manager, VitConfiguration.TINY, Safetensors.read(weights), 1000);
      NDArray tokens = tokens(manager, network, picture, allPatches(VitConfiguration.TINY));
      float[] softmax = network.head(tokens.get(":, 0")).softmax(-1).toFloatArray();
      for (int i = 0; i < 5; i++) {
        int index = golden.path("softmax_top5_idx").path(i).asInt();
        assertThat((double) softmax[index])
            .isCloseTo(golden.path("softmax_top5").path(i).asDouble(), within(1e-4));
      }
    }
  }

  /** One of them is used on this processor, the other on another. */
  @Test
  void aLinearLayerIsTheSameAsAConvolution() {
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray x = manager.randomNormal(new Shape(2, 5, 24));
      NDArray weight = manager.randomNormal(new Shape(48, 24));
      NDArray bias = manager.randomNormal(new Shape(48));
      NDArray convolved = TrainableNetwork.convolved(x, weight, bias);
      NDArray multiplied = x.matMul(weight.transpose()).add(bias);
      assertThat(convolved.getShape()).isEqualTo(new Shape(2, 5, 48));
      assertThat(convolved.toFloatArray())
          .containsExactly(multiplied.toFloatArray(), within(1e-4f));
      assertThat(TrainableNetwork.linear(x, weight, bias).toFloatArray())
          .containsExactly(multiplied.toFloatArray(), within(1e-4f));
    }
  }

  @Test
  void keepsEveryPatchInItsPlaceWhateverTheirOrder() {
    Weights weights = RandomNetworks.weights(SMALL, 1);
    float[] picture = RandomNetworks.picture(SMALL, 2);
    int[] inOrder = allPatches(SMALL);
    int[] reversed =
        IntStream.range(0, inOrder.length).map(i -> inOrder[inOrder.length - 1 - i]).toArray();
    assertThat(logits(weights, picture, reversed))
        .containsExactly(logits(weights, picture, inOrder), within(1e-4f));
  }

  @Test
  void doesNotSeePatchesThatAreLeftOut() {
    Weights weights = RandomNetworks.weights(SMALL, 1);
    float[] picture = RandomNetworks.picture(SMALL, 2);
    float[] changed = picture.clone();
    for (int channel = 0; channel < 3; channel++) {
      changed[channel * 32 * 32] += 5;
    }
    int[] withoutTheFirst = IntStream.range(1, SMALL.patches()).toArray();
    assertThat(logits(weights, changed, withoutTheFirst))
        .containsExactly(logits(weights, picture, withoutTheFirst));
    assertThat(logits(weights, changed, allPatches(SMALL)))
        .isNotEqualTo(logits(weights, picture, allPatches(SMALL)));
  }

  /** Memory that the forward pass leaves to the backward pass must still be there by then. */
  @Test
  void gradientsAreTheSlopesOfTheLogitsWhateverIsCollectedBetweenThePasses() {
    Weights weights = RandomNetworks.weights(SMALL, 1);
    float[] picture = RandomNetworks.picture(SMALL, 2);
    String name = "blocks.0.attn.qkv.weight";
    float[] gradient = gradientAfterCollection(weights, picture, name);
    float step = 1e-2f;
    int queries = SMALL.width() * SMALL.width();
    for (int i = 0; i < queries; i += queries / 7) {
      double slope =
          (sum(logits(moved(weights, name, i, step), picture, allPatches(SMALL)))
                  - sum(logits(moved(weights, name, i, -step), picture, allPatches(SMALL))))
              / (2 * step);
      assertThat((double) gradient[i]).isCloseTo(slope, within(2e-3 + 0.02 * Math.abs(slope)));
    }
    float largest = 0;
    for (int i = 0; i < queries; i++) {
      largest = Math.max(largest, Math.abs(gradient[i]));
    }
    assertThat(largest).as("what the tolerance must tell from zero").isGreaterThan(2e-2f);
  }

  /** The gradient of the sum of the logits, with Java's memory collected before the backward. */
  private static float[] gradientAfterCollection(Weights weights, float[] picture, String name) {
    try (NDManager manager = NDManager.newBaseManager()) {
      VisionTransformer network = new VisionTransformer(manager, SMALL, weights, 7);
      NDArray parameter = Objects.requireNonNull(network.parameters().get(name));
      parameter.setRequiresGradient(true);
      try (NDScope scope = new NDScope();
          GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        scope.suppressNotUsedWarning();
        NDArray tokens = tokens(manager, network, picture, allPatches(SMALL));
        NDArray sum = network.head(network.embedding(tokens)).sum();
        Collected.overwrite();
        collector.backward(sum);
        return parameter.getGradient().toFloatArray();
      }
    }
  }

  private static Weights moved(Weights weights, String name, int index, float by) {
    Tensor tensor = Objects.requireNonNull(weights.tensors().get(name));
    float[] values = tensor.values().clone();
    values[index] += by;
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
    tensors.put(
        name, Tensor.of(values, tensor.shape().stream().mapToLong(Long::longValue).toArray()));
    return new Weights(tensors);
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  @Test
  void namesTheTensorThatDoesNotFit() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights sevenOutputs = RandomNetworks.weights(SMALL, 1);
      assertThatThrownBy(() -> new VisionTransformer(manager, SMALL, sevenOutputs, 8))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("head.weight")
          .hasMessageContaining("[7, 24]")
          .hasMessageContaining("[8, 24]");
    }
  }

  private static int[] allPatches(VitConfiguration configuration) {
    return IntStream.range(0, configuration.patches()).toArray();
  }

  private static float[] logits(Weights weights, float[] picture, int[] positions) {
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      VisionTransformer network = new VisionTransformer(manager, SMALL, weights, 7);
      return network
          .head(network.embedding(tokens(manager, network, picture, positions)))
          .toFloatArray();
    }
  }

  private static NDArray tokens(
      NDManager manager, VisionTransformer network, float[] picture, int[] positions) {
    VitConfiguration c = network.configuration();
    float[] patches = new float[positions.length * c.patchLength()];
    Patches.copy(c.look(1), picture, positions, patches, 0);
    return network.tokens(
        manager.create(patches, new Shape(1, positions.length, c.patchLength())),
        manager.create(
            IntStream.of(positions).asLongStream().toArray(), new Shape(1, positions.length)));
  }
}
