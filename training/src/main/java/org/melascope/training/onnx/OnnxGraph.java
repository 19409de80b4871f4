package org.melascope.training.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.melascope.training.weights.Tensor;

/**
 * An ONNX graph under construction. Every method that adds a node returns the name of what the node
 * computes.
 */
final class OnnxGraph {
  /** Version of the operators: the first with {@code LayerNormalization}. */
  private static final int OPSET = 17;

  /** Version of the file format that belongs to {@link #OPSET}. */
  private static final int IR_VERSION = 8;

  /** Domain of ONNX Runtime's own operators, and its version. */
  static final String OWN = "com.microsoft";

  private static final int OWN_OPSET = 1;
  private static final int MAKER_VERSION = 1;

  private final GraphProto.Builder graph;
  private int nodes;

  OnnxGraph(String name) {
    graph = GraphProto.newBuilder().setName(name);
  }

  /** Adds an input of floats; a dimension of -1 is called {@code batch} and may be anything. */
  String input(String name, long... shape) {
    graph.addInput(floats(name, shape));
    return name;
  }

  /** Declares what a node computed to be an output; see {@link #input} for the shape. */
  void output(String name, long... shape) {
    graph.addOutput(floats(name, shape));
  }

  private static ValueInfoProto floats(String name, long... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (long size : shape) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      dimensions.addDim(size < 0 ? dimension.setDimParam("batch") : dimension.setDimValue(size));
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(dimensions);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** Adds an initialiser of floats. */
  String tensor(String name, Tensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.values());
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addAllDims(tensor.shape())
            .setRawData(ByteString.copyFrom(bytes.array())));
    return name;
  }

  /** Adds an initialiser of 64-bit integers, such as a shape. */
  String integers(String name, long... values) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(values.length)
            .addAllInt64Data(Arrays.stream(values).boxed().toList()));
    return name;
  }

  /** Adds a node with one output. */
  String node(String operator, List<String> inputs, AttributeProto... attributes) {
    return named(operator + "_" + nodes++, operator, inputs, attributes);
  }

  /** Adds a node whose output has this name. */
  String named(String output, String operator, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(output)
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return output;
  }

  /**
   * Adds a node with one of ONNX Runtime's own operators.
   *
   * @param outputs their names; an empty one is left out
   */
  void ownNode(
      String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(operator + "_" + nodes++)
            .setDomain(OWN)
            .setOpType(operator)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto listAttribute(String name, long... values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addAllInts(Arrays.stream(values).boxed().toList())
        .build();
  }

  /** The finished file. */
  byte[] toBytes() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("melascope")
        .setModelVersion(MAKER_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(OWN).setVersion(OWN_OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }
}
