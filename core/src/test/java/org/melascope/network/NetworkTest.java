package org.melascope.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.melascope.Fixture;

class NetworkTest {
  private static final int SIZE = 32;

  private Network network;

  @BeforeEach
  void open() throws IOException, UnusableNetworkException {
    network = Network.open(Files.readAllBytes(Fixture.BUNDLE.resolve("model.onnx")), 1);
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void knowsItsShape() {
    assertThat(network.size()).isEqualTo(SIZE);
    assertThat(network.outputs()).isEqualTo(7);
    NetworkOutput output = network.run(List.of(noise(1))).get(0);
    assertThat(output.logits()).hasSize(7);
    assertThat(output.embedding()).hasSize(24);
    assertThat(output.evidence().outputs()).isEqualTo(7);
    assertThat(output.evidence().rows()).isEqualTo(4);
    assertThat(output.evidence().columns()).isEqualTo(4);
  }

  @Test
  void answersForAPictureDoNotDependOnTheOthersInTheBatch() {
    List<float[]> pictures = List.of(noise(1), noise(2), noise(3));
    List<NetworkOutput> together = network.run(pictures);
    for (int i = 0; i < pictures.size(); i++) {
      NetworkOutput alone = network.run(List.of(pictures.get(i))).get(0);
      assertThat(together.get(i).logits()).containsExactly(alone.logits(), within(1e-5f));
      assertThat(together.get(i).embedding()).containsExactly(alone.embedding(), within(1e-5f));
      for (int output = 0; output < 7; output++) {
        assertThat(together.get(i).evidence().sum(output))
            .isCloseTo(alone.evidence().sum(output), within(1e-5));
      }
    }
  }

  /** The head's bias is the same for every picture, and all that evidence leaves of a logit. */
  @Test
  void evidenceAddsUpToTheLogitButForTheBias() {
    float[] bias = new float[7];
    for (int seed = 0; seed < 5; seed++) {
      NetworkOutput output = network.run(List.of(noise(seed))).get(0);
      for (int i = 0; i < 7; i++) {
        float rest = (float) (output.logits()[i] - output.evidence().sum(i));
        bias[i] = seed == 0 ? rest : bias[i];
        assertThat(rest).isCloseTo(bias[i], within(1e-4f));
      }
    }
    assertThat(bias).doesNotContain(0);
  }

  @Test
  void severalThreadsGetTheAnswersOfOne() {
    List<float[]> expected =
        IntStream.range(0, 32)
            .mapToObj(seed -> network.run(List.of(noise(seed))).get(0).logits())
            .toList();
    List<float[]> found =
        IntStream.range(0, 32)
            .parallel()
            .mapToObj(seed -> network.run(List.of(noise(seed))).get(0).logits())
            .toList();
    assertThat(found).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void refusesAPictureOfAnotherSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.run(List.of(new float[3 * 31 * 31])))
        .withMessageContainingAll("3072", "2883");
  }

  @Test
  void refusesWhatIsNoNetwork() {
    byte[] words = "no network at all".getBytes(StandardCharsets.UTF_8);
    assertThatExceptionOfType(UnusableNetworkException.class)
        .isThrownBy(() -> Network.open(words, 1))
        .withMessageContaining("cannot open it");
  }

  /** Names in an ONNX file have their length before them, so another of equal length will do. */
  @Test
  void refusesANetworkWithoutOneOfItsOutputs() throws IOException {
    Path file = Fixture.BUNDLE.resolve("model.onnx");
    String latin = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(latin).contains("embedding");
    byte[] other = latin.replace("embedding", "imbedding").getBytes(StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(UnusableNetworkException.class)
        .isThrownBy(() -> Network.open(other, 1))
        .withMessageContainingAll("output 'embedding'", "2 dimensions");
  }

  /** ONNX Runtime can be built to send usage data; a network that judges skin must not. */
  @Test
  void theLibraryKnowsNoAddressToSendUsageDataTo() throws IOException {
    String library = "/ai/onnxruntime/native/linux-x64/libonnxruntime.so";
    try (InputStream file = Network.class.getResourceAsStream(library)) {
      String bytes = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(bytes.contains("OrtGetApiBase")).isTrue();
      assertThat(bytes.contains("events.data.microsoft.com")).isFalse();
    }
  }

  private static float[] noise(long seed) {
    Random random = new Random(seed);
    float[] values = new float[3 * SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
