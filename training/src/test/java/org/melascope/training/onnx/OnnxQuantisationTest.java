package org.melascope.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;
import org.melascope.network.UnusableNetworkException;
import org.melascope.training.StartingWeights;
import org.melascope.training.backbone.EfficientNetConfiguration;
import org.melascope.training.backbone.RandomNetworks;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.backbone.VitConfiguration;
import org.melascope.training.weights.Weights;

class OnnxQuantisationTest {
  private static final VitConfiguration SMALL = RandomNetworks.SMALL;
  private static final int OUTPUTS = 7;
  private static final Weights WEIGHTS = RandomNetworks.weights(SMALL, 5);
  private static final byte[] EXACT = OnnxExport.of(SMALL, WEIGHTS, OUTPUTS);

  @Test
  void findsTheLayersOfEveryBlockAndNotTheHead() {
    assertThat(OnnxQuantisation.layers(EXACT))
        .containsExactly(
            "blocks.0.attn.qkv.weight",
            "blocks.0.attn.proj.weight",
            "blocks.0.mlp.fc1.weight",
            "blocks.0.mlp.fc2.weight",
            "blocks.1.attn.qkv.weight",
            "blocks.1.attn.proj.weight",
            "blocks.1.mlp.fc1.weight",
            "blocks.1.mlp.fc2.weight");
    byte[] all = OnnxQuantisation.of(EXACT, layer -> true);
    assertThat(OnnxQuantisation.layers(all)).isEmpty();
    EfficientNetConfiguration other = RandomNetworks.SMALL_CONVOLUTIONAL;
    assertThat(
            OnnxQuantisation.layers(
                OnnxExport.of(other, RandomNetworks.weights(other, 1), OUTPUTS)))
        .isEmpty();
  }

  @Test
  void answersNearlyAsTheNetworkInFloatsDoes() throws UnusableNetworkException {
    byte[] rounded = OnnxQuantisation.of(EXACT, layer -> true);
    try (Network exact = Network.open(EXACT, 1);
        Network quantised = Network.open(rounded, 1)) {
      double difference = 0;
      double size = 0;
      for (int seed = 0; seed < 8; seed++) {
        List<float[]> picture = List.of(RandomNetworks.picture(SMALL, seed));
        float[] expected = exact.run(picture).get(0).logits();
        float[] found = quantised.run(picture).get(0).logits();
        for (int i = 0; i < OUTPUTS; i++) {
          difference += Math.abs(found[i] - expected[i]);
          size += Math.abs(expected[i]);
        }
      }
      assertThat(difference).isPositive().isLessThan(0.05 * size);
    }
  }

  @Test
  void keepsTheEvidenceThatAddsUpToTheLogits() throws UnusableNetworkException {
    float[] bias = WEIGHTS.tensors().get(TrainableNetwork.HEAD_BIAS).values();
    try (Network network = Network.open(OnnxQuantisation.of(EXACT, layer -> true), 1)) {
      NetworkOutput output = network.run(List.of(RandomNetworks.picture(SMALL, 3))).get(0);
      for (int i = 0; i < OUTPUTS; i++) {
        assertThat(output.evidence().sum(i) + bias[i]).isCloseTo(output.logits()[i], within(1e-4));
      }
    }
  }

  @Test
  void findsTheTransformersAmongSeveralNetworks(@TempDir Path folder)
      throws IOException, UnusableNetworkException {
    EfficientNetConfiguration other = RandomNetworks.SMALL_CONVOLUTIONAL;
    byte[] both =
        OnnxExport.of(
            List.of(
                new OnnxExport.Member(SMALL, WEIGHTS, 0.5),
                new OnnxExport.Member(other, RandomNetworks.weights(other, 2), 0.5)),
            OUTPUTS);
    assertThat(OnnxQuantisation.layers(both))
        .hasSize(8)
        .allMatch(layer -> layer.startsWith("network-1.blocks."));
    byte[] rounded = OnnxQuantisation.of(both, layer -> true);
    List<float[]> picture = List.of(RandomNetworks.picture(SMALL, 3));
    try (Network exact = Network.open(both, 1);
        Network quantised = Network.open(rounded, 1)) {
      float[] expected = exact.run(picture).get(0).logits();
      assertThat(quantised.run(picture).get(0).logits())
          .isNotEqualTo(expected)
          .containsExactly(expected, within(0.5f));
    }
    Path file = folder.resolve("both.onnx");
    Files.write(file, rounded);
    Weights start = StartingWeights.read(file, SMALL).weights();
    assertThat(TrainableNetwork.isOf(SMALL, start)).isTrue();
  }

  @Test
  void canBeReadBackAsTheWeightsThatItComputesWith(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.onnx");
    Files.write(
        file, OnnxQuantisation.of(EXACT, layer -> !layer.equals("blocks.1.mlp.fc2.weight")));
    Weights read = OnnxWeights.read(file);
    assertThat(read.tensors()).containsKeys(WEIGHTS.tensors().keySet().toArray(String[]::new));
    WEIGHTS
        .tensors()
        .forEach(
            (name, tensor) -> {
              boolean rounded =
                  name.matches("blocks.*(qkv|proj|fc1|fc2).weight")
                      && !name.equals("blocks.1.mlp.fc2.weight");
              float[] values = read.tensors().get(name).values();
              assertThat(read.tensors().get(name).shape()).isEqualTo(tensor.shape());
              float largest = 0;
              for (int i = 0; i < values.length; i++) {
                largest = Math.max(largest, Math.abs(values[i] - tensor.values()[i]));
              }
              // Half a step; the largest of these weights is less than one.
              assertThat(largest).as(name).isLessThanOrEqualTo(rounded ? 1f / 126 : 0);
            });
  }
}
