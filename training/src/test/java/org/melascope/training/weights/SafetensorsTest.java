package org.melascope.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("some.safetensors");
  }

  @Test
  void readsWhatItWroteBitForBit() throws IOException {
    Weights weights = weights();
    Safetensors.write(file, weights);
    Weights read = Safetensors.read(file);
    assertThat(read).isEqualTo(weights);
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(weights.tensors().keySet());
  }

  @Test
  void writesTheSameBytesAgain() throws IOException {
    Safetensors.write(file, weights());
    Path again = folder.resolve("again.safetensors");
    Safetensors.write(again, Safetensors.read(file));
    assertThat(again).hasSameBinaryContentAs(file);
  }

  /** The layout of the format's description, put together byte by byte. */
  @Test
  void readsAFileOfOtherSoftwareWithMetadataAndPadding() throws IOException {
    writeFile(
        """
        {"__metadata__":{"format":"pt"},
        "b":{"dtype":"F32","shape":[],"data_offsets":[8,12]},
        "empty":{"dtype":"F32","shape":[0,3],"data_offsets":[8,8]},
        "a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}\
        """
            + " ".repeat(4),
        floats(1.5f, -2, 3));
    Weights read = Safetensors.read(file);
    assertThat(read.tensors()).containsOnlyKeys("a", "empty", "b");
    assertThat(read.require("a", 1, 2).values()).containsExactly(1.5f, -2);
    assertThat(read.require("b").values()).containsExactly(3);
    assertThat(read.require("empty", 0, 3).values()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wrong type         | {"w":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}                     | only F32
          no type            | {"w":{"shape":[2],"data_offsets":[0,8]}}                                   | only F32
          too few bytes      | {"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                     | needs 3 values, not 2
          odd bytes          | {"w":{"dtype":"F32","shape":[3],"data_offsets":[0,7]}}                     | needs 3 values, not 1
          no shape           | {"w":{"dtype":"F32","data_offsets":[0,8]}}                                 | needs 1 values, not 2
          shape of words     | {"w":{"dtype":"F32","shape":["two"],"data_offsets":[0,8]}}                 | negative
          negative shape     | {"w":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}                 | negative
          overflowing shape  | {"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}} | not 0
          no offsets         | {"w":{"dtype":"F32","shape":[2]}}                                          | not within the file
          negative offset    | {"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}                    | not within the file
          backward offsets   | {"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                     | not within the file
          beyond the end     | {"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}                    | not within the file
          far beyond the end | {"w":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}    | not within the file
          overlap | {"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | overlap
          no object          | {"w":7}                                                                    | only F32
          """)
  void namesFileAndTensorThatDoNotFit(String what, String header, String problem)
      throws IOException {
    writeFile(header, floats(1, 2));
    assertThatThrownBy(() -> Safetensors.read(file))
        .as(what)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("'w'")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1, 2]", "   ", "{\"w\":", "null", "{} {}"})
  void refusesAHeaderThatIsNoJsonObject(String header) throws IOException {
    writeFile(header, floats());
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("its header is no JSON");
  }

  @Test
  void refusesADeepHeaderWithoutRunningOutOfStack() throws IOException {
    writeFile("{\"w\":" + "[".repeat(1_000_000), floats());
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 100, 10_000_001, Integer.MAX_VALUE, 1L << 40, Long.MIN_VALUE})
  void refusesAHeaderLengthThatCannotBe(long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(50).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Files.write(file, bytes.array());
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(String.valueOf(length));
  }

  @Test
  void refusesAFileCutOffAnywhere() throws IOException {
    Safetensors.write(file, weights());
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 1 + length / 40) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(file))
          .as("cut off after %d bytes", length)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void answersAnyDamageWithWeightsOrAnIoException() throws IOException {
    Safetensors.write(file, weights());
    byte[] whole = Files.readAllBytes(file);
    int headerEnd = 8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Random random = new Random(20);
    int refused = 0;
    for (int round = 0; round < 500; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= round % 4; i++) {
        damaged[random.nextInt(headerEnd)] =
            random.nextBoolean() ? (byte) random.nextInt(256) : (byte) ('0' + random.nextInt(10));
      }
      Files.write(file, damaged);
      try {
        assertThat(Safetensors.read(file).tensors()).isNotNull();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining(file.toString());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private static Weights weights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(
        "z.weight",
        Tensor.of(
            new float[] {
              0, -0f, 1, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, (float) Math.PI
            },
            7,
            1));
    tensors.put("a \"quoted\" naïve name", Tensor.of(new float[] {42}));
    tensors.put("nothing", Tensor.of(new float[0], 0, 5));
    tensors.put("pos_embed", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 2, 3));
    return new Weights(tensors);
  }

  private void writeFile(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(data);
    Files.write(file, bytes.array());
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
