package org.melascope.training.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

/** Reads the weights of a network from an ONNX file. */
public final class OnnxWeights {
  private OnnxWeights() {}

  /**
   * The float initialisers of a file, by name. In a file that {@link OnnxExport} wrote these are
   * the parameters under timm's names; so they are in files of other software that kept the names.
   * Of layers in integers they are what the integers stand for.
   *
   * @throws IOException if the file cannot be read, is no ONNX file, or keeps weights outside of
   *     itself; the message names it
   */
  public static Weights read(Path file) throws IOException {
    if (Files.size(file) > Integer.MAX_VALUE - 8) {
      throw new IOException(file + " is larger than 2 GB, more than an ONNX file can be");
    }
    ModelProto model;
    try {
      model = ModelProto.parseFrom(Files.readAllBytes(file));
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(file + " is no ONNX file: " + e.getMessage(), e);
    }
    if (!model.hasGraph()) {
      throw new IOException(file + " is no ONNX file: there is no graph in it");
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, TensorProto> integers = new LinkedHashMap<>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
        tensors.put(tensor.getName(), tensor(file, tensor));
      } else if (tensor.getDataType() == TensorProto.DataType.INT8.getNumber()) {
        integers.put(tensor.getName(), tensor);
      }
    }
    integers.forEach((name, tensor) -> OnnxQuantisation.putBack(name, tensor, tensors));
    return new Weights(tensors);
  }

  private static Tensor tensor(Path file, TensorProto tensor) throws IOException {
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      throw new IOException(
          "%s keeps '%s' in another file: save it again with the weights inside"
              .formatted(file, tensor.getName()));
    }
    try {
      return new Tensor(tensor.getDimsList(), values(tensor));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": '" + tensor.getName() + "': " + e.getMessage(), e);
    }
  }

  /** The format allows both: little-endian bytes, or a list of floats. */
  static float[] values(TensorProto tensor) {
    if (!tensor.hasRawData()) {
      float[] values = new float[tensor.getFloatDataCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = tensor.getFloatData(i);
      }
      return values;
    }
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
