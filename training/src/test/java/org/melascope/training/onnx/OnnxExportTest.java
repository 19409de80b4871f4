package org.melascope.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.network.EvidenceMap;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;
import org.melascope.network.UnusableNetworkException;
import org.melascope.training.StartingWeights;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.EfficientNetConfiguration;
import org.melascope.training.backbone.Patches;
import org.melascope.training.backbone.RandomNetworks;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.backbone.VisionTransformer;
import org.melascope.training.backbone.VitConfiguration;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

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
  void givesTheSameAnswersAsTheTrainingEngineForAConvolutionalNetwork()
      throws UnusableNetworkException {
    for (EfficientNetConfiguration c :
        List.of(RandomNetworks.SMALL_CONVOLUTIONAL, EfficientNetConfiguration.LITE_0)) {
      Weights weights = TrainableNetwork.randomWeights(c, OUTPUTS, 4);
      Random random = new Random(5);
      float[] head = weights.require("head.weight", OUTPUTS, c.width()).values();
      for (int i = 0; i < head.length; i++) {
        head[i] = (float) random.nextGaussian() / 100;
      }
      assertAgreement(c, weights, pictures(c, 2));
    }
  }

  @Test
  void severalNetworksGiveTheSumOfTheirShares() throws UnusableNetworkException {
    Backbone fine = RandomNetworks.SMALL;
    Backbone coarse = RandomNetworks.SMALL_CONVOLUTIONAL;
    Weights first = RandomNetworks.weights(fine, 3);
    Weights second = RandomNetworks.weights(coarse, 4);
    List<float[]> pictures = pictures(fine, 3);
    byte[] together =
        OnnxExport.of(
            List.of(
                new OnnxExport.Member(fine, first, 0.7), new OnnxExport.Member(coarse, second, 2)),
            OUTPUTS);
    try (Network one = Network.open(OnnxExport.of(fine, first, OUTPUTS), 1);
        Network other = Network.open(OnnxExport.of(coarse, second, OUTPUTS), 1);
        Network both = Network.open(together, 1)) {
      for (int i = 0; i < pictures.size(); i++) {
        List<float[]> picture = pictures.subList(i, i + 1);
        NetworkOutput a = one.run(picture).get(0);
        NetworkOutput b = other.run(picture).get(0);
        NetworkOutput sum = both.run(picture).get(0);
        assertThat(sum.embedding()).containsExactly(a.embedding());
        for (int output = 0; output < OUTPUTS; output++) {
          assertThat((double) sum.logits()[output])
              .isCloseTo(0.7 * a.logits()[output] + 2 * b.logits()[output], within(1e-3));
          for (int row = 0; row < fine.grid(); row++) {
            for (int column = 0; column < fine.grid(); column++) {
              double share = b.evidence().at(output, 0, 0) / (fine.grid() * fine.grid());
              assertThat((double) sum.evidence().at(output, row, column))
                  .isCloseTo(0.7 * a.evidence().at(output, row, column) + 2 * share, within(1e-3));
            }
          }
        }
      }
    }
  }

  /** The close-up is cut out, turned and enlarged here by hand. */
  @Test
  void aCloseupOfThePictureCountsHalf() throws UnusableNetworkException {
    VitConfiguration fine = new VitConfiguration("fine", 64, 8, 24, 1, 3, 48);
    EfficientNetConfiguration whole = convolutional(64);
    Weights first = RandomNetworks.weights(fine, 3);
    Weights second = RandomNetworks.weights(whole, 4);
    float[] picture = RandomNetworks.picture(fine, 5);
    // Of 8 x 8 places one is left out on each side; the close-up is seen as a single place.
    float[] closeup = enlarged(middleTurned(picture, 64, 48), 48, 32);
    byte[] together =
        OnnxExport.of(
            List.of(
                new OnnxExport.Member(fine, first, 0),
                new OnnxExport.Member(whole, second, 3, true)),
            OUTPUTS);
    try (Network atWhole = Network.open(OnnxExport.of(whole, second, OUTPUTS), 1);
        Network atCloseup = Network.open(OnnxExport.of(convolutional(32), second, OUTPUTS), 1);
        Network both = Network.open(together, 1)) {
      NetworkOutput one = atWhole.run(List.of(picture)).get(0);
      NetworkOutput other = atCloseup.run(List.of(closeup)).get(0);
      NetworkOutput sum = both.run(List.of(picture)).get(0);
      for (int output = 0; output < OUTPUTS; output++) {
        assertThat((double) sum.logits()[output])
            .isCloseTo(1.5 * one.logits()[output] + 1.5 * other.logits()[output], within(1e-3));
        for (int row = 0; row < 8; row++) {
          for (int column = 0; column < 8; column++) {
            boolean inside = row > 0 && row < 7 && column > 0 && column < 7;
            double wide = one.evidence().at(output, row / 4, column / 4) / 16;
            double close = inside ? other.evidence().at(output, 0, 0) / 36 : 0;
            assertThat((double) sum.evidence().at(output, row, column))
                .isCloseTo(1.5 * wide + 1.5 * close, within(1e-4));
          }
        }
      }
    }
  }

  @Test
  void theEvidenceOfACloseupLiesWhereItWasSeen() throws UnusableNetworkException {
    VitConfiguration fine = new VitConfiguration("fine", 224, 16, 24, 1, 3, 48);
    EfficientNetConfiguration convolutional = convolutional(224);
    Closeup closeup = Closeup.of(fine, convolutional);
    assertThat(closeup).isEqualTo(new Closeup(224, 14, 2, 192, 6));
    Weights first = RandomNetworks.weights(fine, 3);
    Weights second = RandomNetworks.weights(convolutional, 4);
    byte[] together =
        OnnxExport.of(
            List.of(
                new OnnxExport.Member(fine, first, 0),
                new OnnxExport.Member(convolutional, second, 2, true)),
            OUTPUTS);
    float[] picture = RandomNetworks.picture(fine, 6);
    try (Network atWhole = Network.open(OnnxExport.of(convolutional, second, OUTPUTS), 1);
        Network atCloseup = Network.open(OnnxExport.of(convolutional(192), second, OUTPUTS), 1);
        Network both = Network.open(together, 1)) {
      EvidenceMap wide = atWhole.run(List.of(picture)).get(0).evidence();
      EvidenceMap close =
          atCloseup
              .run(List.of(enlarged(middleTurned(picture, 224, 160), 160, 192)))
              .get(0)
              .evidence();
      EvidenceMap sum = both.run(List.of(picture)).get(0).evidence();
      // Two places of the grid beside each other in the close-up: its first place covers 5/3 of
      // them, from its right lower corner on, since it is turned.
      double corner = close.at(1, 0, 0) * 9 / 25;
      assertThat((double) sum.at(1, 11, 11))
          .isCloseTo(wide.at(1, 5, 5) / 4.0 + corner, within(1e-4));
      double beside = (2 * close.at(1, 0, 0) + close.at(1, 0, 1)) * 3 / 25;
      assertThat((double) sum.at(1, 11, 10))
          .isCloseTo(wide.at(1, 5, 5) / 4.0 + beside, within(1e-4));
      assertThat((double) sum.at(1, 1, 5)).isCloseTo(wide.at(1, 0, 2) / 4.0, within(1e-4));
    }
  }

  @Test
  void aTransformerLooksAtNoCloseup() {
    Weights weights = RandomNetworks.weights(RandomNetworks.SMALL, 3);
    assertThatThrownBy(() -> new OnnxExport.Member(RandomNetworks.SMALL, weights, 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot look at a close-up");
  }

  private static EfficientNetConfiguration convolutional(int size) {
    EfficientNetConfiguration small = RandomNetworks.SMALL_CONVOLUTIONAL;
    return new EfficientNetConfiguration(
        small.name(), size, small.stem(), small.stages(), small.width());
  }

  private static float[] middleTurned(float[] picture, int size, int side) {
    float[] middle = new float[3 * side * side];
    int from = (size - side) / 2;
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int place = (from + side - 1 - row) * size + from + side - 1 - column;
          middle[(channel * side + row) * side + column] = picture[channel * size * size + place];
        }
      }
    }
    return middle;
  }

  private static double inside(double place, int side) {
    return Math.max(0, Math.min(side - 1, place));
  }

  /** By bilinear interpolation between the middles of pixels. */
  private static float[] enlarged(float[] picture, int side, int larger) {
    float[] result = new float[3 * larger * larger];
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < larger; row++) {
        for (int column = 0; column < larger; column++) {
          double y = inside((row + 0.5) * side / larger - 0.5, side);
          double x = inside((column + 0.5) * side / larger - 0.5, side);
          int top = (int) y;
          int left = (int) x;
          double sum = 0;
          for (int i = 0; i < 4; i++) {
            int r = Math.min(side - 1, top + i / 2);
            int c = Math.min(side - 1, left + i % 2);
            double weight =
                (i / 2 == 0 ? 1 - (y - top) : y - top) * (i % 2 == 0 ? 1 - (x - left) : x - left);
            sum += weight * picture[(channel * side + r) * side + c];
          }
          result[(channel * larger + row) * larger + column] = (float) sum;
        }
      }
    }
    return result;
  }

  @Test
  void severalNetworksAreEachTheStartOfAnotherTraining(@TempDir Path folder) throws IOException {
    Weights first = RandomNetworks.weights(RandomNetworks.SMALL, 3);
    Weights second = RandomNetworks.weights(RandomNetworks.SMALL_CONVOLUTIONAL, 4);
    Path file = folder.resolve("model.onnx");
    Files.write(
        file,
        OnnxExport.of(
            List.of(
                new OnnxExport.Member(RandomNetworks.SMALL, first, 1),
                new OnnxExport.Member(RandomNetworks.SMALL_CONVOLUTIONAL, second, 1)),
            OUTPUTS));
    assertHolds(StartingWeights.read(file, RandomNetworks.SMALL).weights(), first);
    assertHolds(StartingWeights.read(file, RandomNetworks.SMALL_CONVOLUTIONAL).weights(), second);
    assertThatThrownBy(() -> StartingWeights.read(file, VitConfiguration.TINY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no vit-tiny");
  }

  private static void assertHolds(Weights weights, Weights expected) {
    expected
        .tensors()
        .forEach((name, tensor) -> assertThat(weights.find(name)).as(name).contains(tensor));
  }

  @Test
  void refusesNetworksThatDoNotGoTogether() {
    Weights fine = RandomNetworks.weights(RandomNetworks.SMALL, 3);
    Weights coarse = RandomNetworks.weights(RandomNetworks.SMALL_CONVOLUTIONAL, 4);
    OnnxExport.Member first = new OnnxExport.Member(RandomNetworks.SMALL_CONVOLUTIONAL, coarse, 1);
    OnnxExport.Member second = new OnnxExport.Member(RandomNetworks.SMALL, fine, 1);
    assertThatThrownBy(() -> OnnxExport.of(List.of(first, second), OUTPUTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name the finer network first");
    Weights larger = TrainableNetwork.randomWeights(VitConfiguration.TINY, OUTPUTS, 1);
    OnnxExport.Member third = new OnnxExport.Member(VitConfiguration.TINY, larger, 1);
    assertThatThrownBy(() -> OnnxExport.of(List.of(third, second), OUTPUTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("224")
        .hasMessageContaining("32");
  }

  @Test
  void evidencePlusBiasIsTheLogit() throws UnusableNetworkException {
    Weights weights = RandomNetworks.weights(RandomNetworks.SMALL, 5);
    float[] bias = weights.tensors().get(TrainableNetwork.HEAD_BIAS).values();
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
    float[] head = weights.tensors().get(TrainableNetwork.HEAD_WEIGHT).values();
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

  private static void assertAgreement(Backbone c, Weights weights, List<float[]> pictures)
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

  private static Answers trained(Backbone c, Weights weights, List<float[]> pictures) {
    float[][] logits = new float[pictures.size()][];
    float[][] embeddings = new float[pictures.size()][];
    float[] tokens = {};
    int[] positions = IntStream.range(0, c.patches()).toArray();
    for (int i = 0; i < pictures.size(); i++) {
      float[] patches = new float[c.patches() * c.patchLength()];
      Patches.copy(c.look(1), pictures.get(i), positions, patches, 0);
      try (NDManager manager = NDManager.newBaseManager();
          NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        TrainableNetwork network = TrainableNetwork.of(manager, c, weights, OUTPUTS);
        NDArray input = manager.create(patches, new Shape(1, c.patches(), c.patchLength()));
        NDArray places =
            manager.create(
                IntStream.of(positions).asLongStream().toArray(), new Shape(1, c.patches()));
        if (network instanceof VisionTransformer transformer) {
          tokens = transformer.tokens(input, places).toFloatArray();
        }
        embeddings[i] = network.embedding(input, places).toFloatArray();
        logits[i] = network.logits(input, places).toFloatArray();
      }
    }
    return new Answers(logits, embeddings, tokens);
  }

  private static List<float[]> pictures(Backbone c, int count) {
    List<float[]> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(RandomNetworks.picture(c, i));
    }
    return pictures;
  }
}
