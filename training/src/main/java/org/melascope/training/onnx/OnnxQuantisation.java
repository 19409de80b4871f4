package org.melascope.training.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.weights.Tensor;

/**
 * Has the layers of a transformer computed in 8-bit integers: weights are rounded once, each output
 * of a layer on a scale of its own; what comes into a layer is rounded at every run anew, on the
 * range that it has there over all pictures of the run ("dynamic quantisation"). Norms, attention
 * between the patches, convolutions and the head stay as they are, so that the evidence still adds
 * up to the logits.
 */
public final class OnnxQuantisation {
  /** After the name of a weight: its integers, {@code [inputs, outputs]}. */
  static final String INTEGERS = ".int8";

  /** After the name of a weight: what the integers of each output are multiplied by. */
  static final String SCALE = ".scale";

  /**
   * Seven bits with their sign: processors without VNNI add two products in 16 bits, where those of
   * eight would overflow.
   */
  private static final int LARGEST = 63;

  private final GraphProto graph;
  private final Predicate<String> chosen;
  private final GraphProto.Builder result;
  private final Map<String, TensorProto> tensors = new HashMap<>();
  private final Map<String, String> transposed = new HashMap<>();
  private final Set<String> rounded = new HashSet<>();

  private OnnxQuantisation(GraphProto graph, Predicate<String> chosen) {
    this.graph = graph;
    this.chosen = chosen;
    this.result = graph.toBuilder().clearNode().clearInitializer();
    graph.getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("Transpose") && tensors.containsKey(node.getInput(0))) {
        transposed.put(node.getOutput(0), node.getInput(0));
      }
    }
  }

  /**
   * The layers that can be computed in integers, by the names of their weights.
   *
   * @param onnx a file that {@link OnnxExport} wrote
   */
  public static List<String> layers(byte[] onnx) {
    OnnxQuantisation network = new OnnxQuantisation(parsed(onnx).getGraph(), weight -> false);
    return network.graph.getNodeList().stream()
        .map(network::weight)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The same network with some of its layers in integers.
   *
   * @param onnx a file that {@link OnnxExport} wrote
   * @param chosen which of {@link #layers}
   */
  public static byte[] of(byte[] onnx, Predicate<String> chosen) {
    ModelProto model = parsed(onnx);
    return model.toBuilder()
        .setGraph(new OnnxQuantisation(model.getGraph(), chosen).quantised())
        .build()
        .toByteArray();
  }

  private static ModelProto parsed(byte[] onnx) {
    try {
      return ModelProto.parseFrom(onnx);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("no ONNX file: " + e.getMessage(), e);
    }
  }

  private GraphProto quantised() {
    for (NodeProto node : graph.getNodeList()) {
      Optional<String> weight = weight(node).filter(chosen);
      if (weight.isEmpty()) {
        result.addNode(node);
      } else if (node.getOpType().equals("Attention")) {
        attention(node, weight.get());
      } else {
        product(node, weight.get());
      }
    }
    graph.getInitializerList().stream()
        .filter(tensor -> !rounded.contains(tensor.getName()))
        .forEach(result::addInitializer);
    List<NodeProto> needed =
        result.getNodeList().stream().filter(node -> !transposesWhatIsRounded(node)).toList();
    return result.clearNode().addAllNode(needed).build();
  }

  /** The weight of a layer of a transformer; none of any other node, and none of the head. */
  private Optional<String> weight(NodeProto node) {
    boolean layer = node.getOpType().equals("MatMul") || node.getOpType().equals("Attention");
    return Optional.ofNullable(layer ? transposed.get(node.getInput(1)) : null)
        .filter(weight -> !weight.endsWith(TrainableNetwork.HEAD_WEIGHT));
  }

  private boolean transposesWhatIsRounded(NodeProto node) {
    return node.getOpType().equals("Transpose") && rounded.contains(node.getInput(0));
  }

  private void product(NodeProto node, String weight) {
    round(weight);
    result.addNode(
        own(node, "DynamicQuantizeMatMul")
            .addInput(node.getInput(0))
            .addInput(weight + INTEGERS)
            .addInput(weight + SCALE));
  }

  private void attention(NodeProto node, String weight) {
    round(weight);
    String input = weight + ".input";
    result.addNode(
        NodeProto.newBuilder()
            .setName(input)
            .setOpType("DynamicQuantizeLinear")
            .addInput(node.getInput(0))
            .addOutput(input + INTEGERS)
            .addOutput(input + SCALE)
            .addOutput(input + ".zero"));
    result.addNode(
        own(node, "QAttention")
            .addInput(input + INTEGERS)
            .addInput(weight + INTEGERS)
            .addInput(node.getInput(2))
            .addInput(input + SCALE)
            .addInput(weight + SCALE)
            .addInput("")
            .addInput(input + ".zero")
            .addAllAttribute(node.getAttributeList()));
  }

  private static NodeProto.Builder own(NodeProto node, String operator) {
    return NodeProto.newBuilder()
        .setName(node.getName())
        .setDomain(OnnxGraph.OWN)
        .setOpType(operator)
        .addAllOutput(node.getOutputList());
  }

  private void round(String weight) {
    rounded.add(weight);
    TensorProto tensor = Objects.requireNonNull(tensors.get(weight), weight);
    int outputs = (int) tensor.getDims(0);
    int inputs = (int) tensor.getDims(1);
    float[] values = OnnxWeights.values(tensor);
    byte[] integers = new byte[values.length];
    ByteBuffer scales = ByteBuffer.allocate(outputs * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int output = 0; output < outputs; output++) {
      float largest = 0;
      for (int input = 0; input < inputs; input++) {
        largest = Math.max(largest, Math.abs(values[output * inputs + input]));
      }
      float scale = largest == 0 ? 1 : largest / LARGEST;
      scales.putFloat(scale);
      for (int input = 0; input < inputs; input++) {
        integers[input * outputs + output] =
            (byte) Math.round(values[output * inputs + input] / scale);
      }
    }
    result.addInitializer(
        TensorProto.newBuilder()
            .setName(weight + INTEGERS)
            .setDataType(TensorProto.DataType.INT8.getNumber())
            .addDims(inputs)
            .addDims(outputs)
            .setRawData(ByteString.copyFrom(integers)));
    result.addInitializer(
        TensorProto.newBuilder()
            .setName(weight + SCALE)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(outputs)
            .setRawData(ByteString.copyFrom(scales.array())));
  }

  /**
   * Adds the weight that the integers of a layer stand for.
   *
   * @param name of the integers
   * @param floats the float tensors of the file, with the scales among them
   */
  static void putBack(String name, TensorProto integers, Map<String, Tensor> floats) {
    String weight = name.substring(0, Math.max(0, name.length() - INTEGERS.length()));
    Tensor scale = floats.remove(weight + SCALE);
    if (scale == null || !name.equals(weight + INTEGERS)) {
      return;
    }
    int inputs = (int) integers.getDims(0);
    int outputs = (int) integers.getDims(1);
    ByteString bytes = integers.getRawData();
    float[] values = new float[inputs * outputs];
    for (int i = 0; i < values.length; i++) {
      int output = i / inputs;
      values[i] = bytes.byteAt(i % inputs * outputs + output) * scale.values()[output];
    }
    floats.put(weight, Tensor.of(values, outputs, inputs));
  }
}
