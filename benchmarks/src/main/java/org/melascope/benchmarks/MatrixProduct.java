package org.melascope.benchmarks;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * A product of two large square matrices in ONNX Runtime, the second of them known beforehand like
 * a network's weights: nothing that a network does is done at a higher rate, so that its arithmetic
 * at this rate is the time below which the network cannot come.
 */
final class MatrixProduct implements AutoCloseable {
  private static final int SIDE = 1024;

  /** Multiplications and additions. */
  static final double OPERATIONS = 2.0 * SIDE * SIDE * SIDE;

  private final OrtSession session;
  private final OnnxTensor left;

  MatrixProduct(int threads) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      session = environment.createSession(model(), options);
    }
    FloatBuffer values = ByteBuffer.wrap(values()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    left = OnnxTensor.createTensor(environment, values, new long[] {SIDE, SIDE});
  }

  /** Multiplies, and tells how many matrices came of it. */
  int run() throws OrtException {
    try (OrtSession.Result result = session.run(Map.of("left", left))) {
      return result.size();
    }
  }

  private static byte[] model() {
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("product")
            .addInput(matrix("left"))
            .addOutput(matrix("product"))
            .addInitializer(
                TensorProto.newBuilder()
                    .setName("right")
                    .setDataType(TensorProto.DataType.FLOAT.getNumber())
                    .addDims(SIDE)
                    .addDims(SIDE)
                    .setRawData(ByteString.copyFrom(values())))
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("MatMul")
                    .addInput("left")
                    .addInput("right")
                    .addOutput("product"))
            .build();
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static ValueInfoProto matrix(String name) {
    TensorShapeProto.Dimension side =
        TensorShapeProto.Dimension.newBuilder().setDimValue(SIDE).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(TensorShapeProto.newBuilder().addDim(side).addDim(side))))
        .build();
  }

  private static byte[] values() {
    ByteBuffer values =
        ByteBuffer.allocate(Float.BYTES * SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SIDE * SIDE; i++) {
      values.putFloat((i * 31 % 61 - 30) / 30f);
    }
    return values.array();
  }

  @Override
  public void close() throws OrtException {
    left.close();
    session.close();
  }
}
