package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.network.EvidenceMap;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;
import org.melascope.network.UnusableNetworkException;

class OnnxExportTest {
  private static final int OUTPUTS = 7;

  @Test
  void givesTheSameAnswersAsTheTrainingEngine() throws UnusableNetworkException {
    Weights weights = RandomNetworks.weights(RandomNetworks.SMALL, 3);
    List<float[]> pictures = pictures(RandomNetworks.SMALL, 5);
    assertAgreement(RandomNetworks.SMALL, weights, pictures);
  }

  @Test
  void givesTheSameAnswersAsTheTrainingEngineAtFullSize() throws UnusableNetworkException {
    Weights weights = RandomNetworks.weights(VitConfiguration.TINY, 4);
    assertAgreement(VitConfiguration.TINY, weights, pictures(VitConfiguration.TINY, 2));
  }

  @Test
  void evidencePlusBiasIsTheLogit() throws UnusableNetworkException {
    Weights weights = RandomNetworks.weights(RandomNetworks.SMALL, 5);
    float[] bias = weights.tensors().get(VisionTransformer.HEAD_BIAS).values();
    try (Network network = Network.open(OnnxExport.of(RandomNetworks.SMALL, weights, OUTPUTS), 1)) {
      for (NetworkOutput output : network.run(pictures(RandomNetworks.SMALL, 4))) {
        EvidenceMap evidence = output.evidence();
        assertThat(evidence.rows()).isEqualTo(RandomNetworks.SMALL.grid());
        for (int i = 0; i < OUTPUTS; i++) {
          assertThat(evidence.sum(i) + bias[i]).isCloseTo(output.logits()[i], within(1e-4));
        }
      }
    }
  }

  @Test
  void evidenceOfAPatchIsThatPatchsTokenSeenByTheHead() throws UnusableNetworkException {
    VitConfiguration c = RandomNetworks.SMALL;
    Weights weights = RandomNetworks.weights(c, 6);
    List<float[]> pictures = pictures(c, 1);
    float[] head = weights.tensors().get(VisionTransformer.HEAD_WEIGHT).values();
    try (Network network = Network.open(OnnxExport.of(c, weights, OUTPUTS), 1)) {
      EvidenceMap evidence = network.run(pictures).get(0).evidence();
      float[] tokens = trained(c, weights, pictures).tokens;
      for (int patch = 0; patch < c.patches(); patch++) {
        double expected = 0;
        for (int i = 0; i < c.width(); i++) {
          expected += head[2 * c.width() + i] * tokens[(1 + patch) * c.width() + i];
        }
        assertThat((double) evidence.at(2, patch / c.grid(), patch % c.grid()))
            .isCloseTo(expected / c.patches(), within(1e-4));
      }
    }
  }

  @Test
  void canBeReadBackAsTheStartOfAnotherTraining(@TempDir Path folder) throws IOException {
    Weights weights = RandomNetworks.weights(RandomNetworks.SMALL, 7);
    Path file = folder.resolve("model.onnx");
    Files.write(file, OnnxExport.of(RandomNetworks.SMALL, weights, OUTPUTS));
    Map<String, Tensor> read = OnnxWeights.read(file).tensors();
    weights
        .tensors()
        .forEach((name, tensor) -> assertThat(read.get(name)).as(name).isEqualTo(tensor));
  }

  private static void assertAgreement(VitConfiguration c, Weights weights, List<float[]> pictures)
      throws UnusableNetworkException {
    Answers expected = trained(c, weights, pictures);
    try (Network network = Network.open(OnnxExport.of(c, weights, OUTPUTS), 1)) {
      List<NetworkOutput> outputs = network.run(pictures);
      for (int i = 0; i < pictures.size(); i++) {
        assertThat(outputs.get(i).logits()).containsExactly(expected.logits[i], within(1e-4f));
        assertThat(outputs.get(i).embedding())
            .containsExactly(expected.embeddings[i], within(1e-4f));
      }
    }
  }

  private record Answers(float[][] logits, float[][] embeddings, float[] tokens) {}

  private static Answers trained(VitConfiguration c, Weights weights, List<float[]> pictures) {
    float[][] logits = new float[pictures.size()][];
    float[][] embeddings = new float[pictures.size()][];
    float[] tokens = {};
    int[] positions = IntStream.range(0, c.patches()).toArray();
    for (int i = 0; i < pictures.size(); i++) {
      float[] patches = new float[c.patches() * c.patchLength()];
      Patches.copy(c, pictures.get(i), positions, patches, 0);
      try (NDManager manager = NDManager.newBaseManager();
          NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        VisionTransformer network = VisionTransformer.of(manager, c, weights, OUTPUTS);
        var all =
            network.tokens(
                manager.create(patches, new Shape(1, c.patches(), c.patchLength())),
                manager.create(
                    IntStream.of(positions).asLongStream().toArray(), new Shape(1, c.patches())));
        tokens = all.toFloatArray();
        embeddings[i] = network.embedding(all).toFloatArray();
        logits[i] = network.head(network.embedding(all)).toFloatArray();
      }
    }
    return new Answers(logits, embeddings, tokens);
  }

  private static List<float[]> pictures(VitConfiguration c, int count) {
    List<float[]> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(RandomNetworks.picture(c, i));
    }
    return pictures;
  }
}
