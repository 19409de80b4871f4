package org.melascope.training;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the weights back from an ONNX file that {@link OnnxExport} wrote. */
public final class OnnxWeights {
  private OnnxWeights() {}

  /**
   * The float initialisers of a file, by name.
   *
   * @throws IOException if the file cannot be read or is no ONNX file
   */
  public static Weights read(Path file) throws IOException {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(Files.readAllBytes(file));
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(file + " is no ONNX file: " + e.getMessage(), e);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
        tensors.put(tensor.getName(), new Tensor(tensor.getDimsList(), values(tensor)));
      }
    }
    return new Weights(tensors);
  }

  private static float[] values(TensorProto tensor) {
    float[] values = new float[tensor.getRawData().size() / Float.BYTES];
    tensor
        .getRawData()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}
