package org.melascope.evaluation.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Calibration;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.evaluation.Bootstrap;
import org.melascope.evaluation.Estimate;
import org.melascope.image.Framing;
import org.melascope.image.Preprocessing;
import org.melascope.network.EvidenceMap;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;

class FaithfulnessTest {
  /** A network with random weights, for pictures of 32 pixels. */
  private static final Path NETWORK = Path.of("../core/src/test/resources/bundle-v1/model.onnx");

  private static final int SIZE = 32;

  @Test
  void theAreaOfACurveIsThatOfItsTrapezoids() {
    assertThat(new Curve(List.of(1.0, 0.5, 0.1)).area()).isCloseTo((0.75 + 0.3) / 2, within(1e-12));
    assertThat(new Curve(List.of(0.4, 0.4)).area()).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void ordersPatchesByEvidenceByChanceAndFromTheMiddle() {
    float[] values = {9, 2, 3, 4, 5, 6, 7, 8, 1};
    EvidenceMap evidence = new EvidenceMap(1, 3, 3, values);

    assertThat(PatchOrder.EVIDENCE.of(evidence, 0, 1)).containsExactly(0, 7, 6, 5, 4, 3, 2, 1, 8);
    assertThat(PatchOrder.CENTRE.of(evidence, 0, 1)).startsWith(4).endsWith(0, 2, 6, 8);
    assertThat(PatchOrder.RANDOM.of(evidence, 0, 1))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8)
        .isEqualTo(PatchOrder.RANDOM.of(evidence, 0, 1))
        .isNotEqualTo(PatchOrder.RANDOM.of(evidence, 0, 2));
  }

  @Test
  void blursNothingButTheChosenPatches() {
    float[] samples = noise();
    boolean[] patches = new boolean[16];
    patches[5] = true;
    float[] mixed = new PatchBlur(samples, SIZE, 4, 4).without(patches);

    for (int i = 0; i < samples.length; i++) {
      int x = i % SIZE;
      int y = i / SIZE % SIZE;
      boolean chosen = x >= 8 && x < 16 && y >= 8 && y < 16;
      assertThat(mixed[i] == samples[i]).as("%d, %d", x, y).isEqualTo(!chosen);
      // Noise between -1 and 1 has a mean near 0 under so wide a blur.
      assertThat(!chosen || Math.abs(mixed[i]) < 0.3).isTrue();
    }
  }

  @Test
  void aBlurLeavesAnEvenColourAsItIs() {
    float[] samples = new float[3 * SIZE * SIZE];
    Arrays.fill(samples, 0.4f);
    boolean[] all = new boolean[16];
    Arrays.fill(all, true);
    for (float value : new PatchBlur(samples, SIZE, 4, 4).without(all)) {
      assertThat(value).isCloseTo(0.4f, within(1e-5f));
    }
  }

  @Test
  void shuffledWeightsAreTheSameNumbersInAnotherOrder() throws Exception {
    byte[] onnx = Files.readAllBytes(NETWORK);
    byte[] shuffled = ShuffledWeights.of(onnx, 1);

    assertThat(sorted(shuffled)).isEqualTo(sorted(onnx));
    assertThat(shuffled).isEqualTo(ShuffledWeights.of(onnx, 1)).isNotEqualTo(onnx);
    try (Network before = Network.open(onnx, 1);
        Network after = Network.open(shuffled, 1)) {
      float[] one = before.run(List.of(noise())).get(0).logits();
      float[] other = after.run(List.of(noise())).get(0).logits();
      assertThat(other).isNotEqualTo(one);
    }
    assertThatThrownBy(() -> ShuffledWeights.of(new byte[0], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no weights");
  }

  /** The scales by which evidence is enlarged must stay in their order. */
  @Test
  void whatIsTooShortToBeAWeightStaysInOrder() {
    byte[] four = {58, 12, 42, 10, 8, 4, 16, 3, 74, 4, 1, 2, 3, 4};
    assertThatThrownBy(() -> ShuffledWeights.of(four, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no weights");
  }

  /** A file of one initialiser: eight integers of 8 bits. */
  @Test
  void integersAreShuffledAsFloatsAre() {
    byte[] tensor = {8, 8, 16, 3, 74, 8, 1, 2, 3, 4, 5, 6, 7, 8};
    byte[] onnx = new byte[4 + tensor.length];
    onnx[0] = 58;
    onnx[1] = (byte) (2 + tensor.length);
    onnx[2] = 42;
    onnx[3] = (byte) tensor.length;
    System.arraycopy(tensor, 0, onnx, 4, tensor.length);
    byte[] shuffled = ShuffledWeights.of(onnx, 1);
    byte[] head = Arrays.copyOf(onnx, 10);
    assertThat(Arrays.copyOf(shuffled, 10)).isEqualTo(head);
    assertThat(Arrays.copyOfRange(shuffled, 10, 18))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8)
        .isNotEqualTo(Arrays.copyOfRange(onnx, 10, 18));
  }

  @Test
  void curvesOfAPictureBeginAndEndAlikeInEveryOrder() throws Exception {
    byte[] onnx = Files.readAllBytes(NETWORK);
    List<Double> half = List.of(0.5, 0.5, 0.5);
    try (Network network = Network.open(onnx, 1);
        Network shuffled = Network.open(ShuffledWeights.of(onnx, 1), 1)) {
      PictureFaithfulness measured =
          PictureFaithfulness.of(
              new PictureFaithfulness.Networks(
                  network,
                  shuffled,
                  new Preprocessing(SIZE, Framing.WHOLE_FRAME, 1, half, half),
                  new Calibration(1)),
              "a",
              noise(),
              3);

      Curve one = measured.deletion().get(PatchOrder.EVIDENCE);
      for (PatchOrder order : PatchOrder.values()) {
        List<Double> taken = measured.deletion().get(order).values();
        List<Double> back = measured.insertion().get(order).values();
        assertThat(taken).hasSize(PictureFaithfulness.STEPS + 1);
        assertThat(taken.get(0)).isEqualTo(one.values().get(0)).isEqualTo(back.get(8));
        assertThat(taken.get(8)).isEqualTo(one.values().get(8)).isEqualTo(back.get(0));
      }
      assertThat(measured.patches()).isPresent();
      assertThat(measured.shuffled()).isPresent();
      thirdStep(network, measured);
    }
  }

  /** Three eighths of the patches with most evidence are blurred away, or alone put back. */
  private static void thirdStep(Network network, PictureFaithfulness measured) {
    NetworkOutput plain = network.run(List.of(noise())).get(0);
    EvidenceMap evidence = plain.evidence();
    Diagnosis shown = new Calibration(1).apply(plain.logits()).mostLikely();
    int[] order = PatchOrder.EVIDENCE.of(evidence, shown.ordinal(), 3);
    boolean[] first = new boolean[order.length];
    boolean[] others = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      (i < 3 * order.length / PictureFaithfulness.STEPS ? first : others)[order[i]] = true;
    }
    PatchBlur blur = new PatchBlur(noise(), SIZE, evidence.rows(), evidence.columns());

    assertThat(measured.deletion().get(PatchOrder.EVIDENCE).values().get(3))
        .isEqualTo(probability(network, shown, blur.without(first)))
        .isNotEqualTo(measured.insertion().get(PatchOrder.EVIDENCE).values().get(3));
    assertThat(measured.insertion().get(PatchOrder.EVIDENCE).values().get(3))
        .isEqualTo(probability(network, shown, blur.without(others)));
  }

  private static double probability(Network network, Diagnosis diagnosis, float[] picture) {
    float[] logits = network.run(List.of(picture)).get(0).logits();
    return new Calibration(1).apply(logits).of(diagnosis);
  }

  /** Two pictures; evidence leads by 0.2 and 0.4 on the way down, 0.1 and 0.3 on the way up. */
  @Test
  void leadsAreMeanDifferencesOfAreas() {
    Faithfulness all =
        Faithfulness.of(List.of(picture("a", 0.2, 0.1, 0.5), picture("b", 0.4, 0.3, 0.7)), draws());

    assertThat(all.pictures()).isEqualTo(2);
    Faithfulness.Order random = all.orders().get(PatchOrder.RANDOM);
    assertThat(random.deletionLead().value()).isCloseTo(0.3, within(1e-12));
    assertThat(random.insertionLead().value()).isCloseTo(0.2, within(1e-12));
    assertThat(random.deletionArea().value()).isCloseTo(0.8, within(1e-12));
    assertThat(all.orders().get(PatchOrder.EVIDENCE).deletionLead().value()).isZero();
    Estimate patches = all.patches().orElseThrow();
    assertThat(patches.value()).isCloseTo(0.6, within(1e-12));
    assertThat(patches.interval().orElseThrow().low()).isCloseTo(0.5, within(1e-12));
    assertThat(patches.interval().orElseThrow().high()).isCloseTo(0.7, within(1e-12));
    assertThat(all.shuffled()).isEmpty();
    assertThatThrownBy(() -> Faithfulness.of(List.of(), draws()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Bootstrap draws() {
    return new Bootstrap(1, 200);
  }

  private static PictureFaithfulness picture(
      String lesion, double downLead, double upLead, double patches) {
    Curve random = flat(0.8);
    return new PictureFaithfulness(
        lesion,
        Map.of(
            PatchOrder.EVIDENCE,
            flat(0.8 - downLead),
            PatchOrder.RANDOM,
            random,
            PatchOrder.CENTRE,
            random),
        Map.of(
            PatchOrder.EVIDENCE,
            flat(0.3 + upLead),
            PatchOrder.RANDOM,
            flat(0.3),
            PatchOrder.CENTRE,
            flat(0.3)),
        OptionalDouble.of(patches),
        OptionalDouble.empty());
  }

  private static Curve flat(double value) {
    return new Curve(List.of(value, value));
  }

  private static float[] noise() {
    Random random = new Random(5);
    float[] samples = new float[3 * SIZE * SIZE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 2 * random.nextFloat() - 1;
    }
    return samples;
  }

  private static byte[] sorted(byte[] bytes) {
    byte[] sorted = bytes.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
