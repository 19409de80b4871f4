package org.melascope.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.training.backbone.RandomNetworks;
import org.melascope.training.weights.Weights;

class OnnxWeightsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("model.onnx");
  }

  @Test
  void readsBytesAsWellAsListsOfFloatsAndLeavesOtherTypesOut() throws IOException {
    TensorProto listed =
        floats("listed").addAllDims(List.of(2L, 1L)).addFloatData(1.5f).addFloatData(-2).build();
    TensorProto raw =
        floats("raw")
            .addDims(1)
            .setRawData(ByteString.copyFrom(new byte[] {0, 0, (byte) 0x80, 0x3f}))
            .build();
    TensorProto scalar = floats("scalar").addFloatData(7).build();
    TensorProto whole =
        TensorProto.newBuilder()
            .setName("whole")
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(1)
            .addInt64Data(3)
            .build();
    write(listed, raw, scalar, whole);
    Weights weights = OnnxWeights.read(file);
    assertThat(weights.tensors()).containsOnlyKeys("listed", "raw", "scalar");
    assertThat(weights.require("listed", 2, 1).values()).containsExactly(1.5f, -2);
    assertThat(weights.require("raw", 1).values()).containsExactly(1);
    assertThat(weights.require("scalar").values()).containsExactly(7);
  }

  @Test
  void namesTheFileAndTheTensorWhoseShapeDoesNotFit() throws IOException {
    write(floats("short").addDims(3).addFloatData(1).build());
    assertRefused("'short'", "needs 3 values, not 1");
    write(floats("huge").addAllDims(List.of(1L << 40, 1L << 40)).build());
    assertRefused("'huge'", "not 0");
    write(floats("negative").addDims(-1).build());
    assertRefused("'negative'", "negative size");
  }

  @Test
  void refusesWeightsThatLieInAnotherFile() throws IOException {
    write(
        floats("elsewhere").addDims(1).setDataLocation(TensorProto.DataLocation.EXTERNAL).build());
    assertRefused("'elsewhere'", "another file");
  }

  @Test
  void refusesWhatIsNoOnnxFile() throws IOException {
    Files.write(file, new byte[0]);
    assertRefused("no ONNX file");
    Files.write(file, "This is a text, not a network.\n".getBytes(StandardCharsets.UTF_8));
    assertRefused("no ONNX file");
  }

  @Test
  void refusesAFileCutOff() throws IOException {
    byte[] whole =
        OnnxExport.of(RandomNetworks.SMALL, RandomNetworks.weights(RandomNetworks.SMALL, 1), 7);
    for (int length = 1; length < whole.length; length += whole.length / 20) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("no ONNX file");
    }
  }

  @Test
  void answersAnyDamageWithWeightsOrAnIoException() throws IOException {
    write(
        floats("a").addDims(2).addFloatData(1).addFloatData(2).build(),
        floats("b").addDims(1).setRawData(ByteString.copyFrom(new byte[4])).build());
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(21);
    int refused = 0;
    for (int round = 0; round < 500; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= round % 3; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      try {
        assertThat(OnnxWeights.read(file).tensors()).isNotNull();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining(file.toString());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> OnnxWeights.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(parts);
  }

  private static TensorProto.Builder floats(String name) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT.getNumber());
  }

  private void write(TensorProto... initialisers) throws IOException {
    GraphProto graph = GraphProto.newBuilder().addAllInitializer(List.of(initialisers)).build();
    Files.write(
        file, ModelProto.newBuilder().setIrVersion(8).setGraph(graph).build().toByteArray());
  }
}
