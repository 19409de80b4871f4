package org.melascope.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many multiplications and additions a network needs for one picture, by operator, and how long
 * each operator takes: counted from the shapes in ONNX Runtime's own record of a run, so that it
 * holds for any network, also one that computes in integers. What costs little (sums, norms,
 * activations) counts as nothing.
 *
 * @param operations for one picture
 * @param byOperator the same by operator, without those that count as nothing
 * @param milliseconds of one picture by operator, by one thread
 */
record NetworkArithmetic(
    double operations, Map<String, Double> byOperator, Map<String, Double> milliseconds) {
  private static final int RUNS = 20;

  /** Counts, and takes the time. */
  static NetworkArithmetic of(byte[] onnx, int size) throws OrtException, IOException {
    Path folder = Files.createTempDirectory("melascope-arithmetic");
    Map<String, Double> operations = new TreeMap<>();
    Map<String, Double> milliseconds = new TreeMap<>();
    for (JsonNode event : record(onnx, size, folder)) {
      if (event.path("cat").asString("").equals("Node")
          && event.path("name").asString("").endsWith("_kernel_time")) {
        JsonNode node = event.path("args");
        String operator = node.path("op_name").asString("");
        double count = operations(operator, node);
        if (count > 0) {
          operations.merge(operator, count / RUNS, Double::sum);
        }
        milliseconds.merge(operator, event.path("dur").asDouble(0) / 1000 / RUNS, Double::sum);
      }
    }
    double sum = operations.values().stream().mapToDouble(Double::doubleValue).sum();
    return new NetworkArithmetic(sum, operations, milliseconds);
  }

  private static JsonNode record(byte[] onnx, int size, Path folder)
      throws OrtException, IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.enableProfiling(folder.resolve("run").toString());
      try (OrtSession session = environment.createSession(onnx, options);
          OnnxTensor image =
              OnnxTensor.createTensor(
                  environment,
                  FloatBuffer.allocate(3 * size * size),
                  new long[] {1, 3, size, size})) {
        for (int i = 0; i < RUNS; i++) {
          session.run(Map.of("image", image)).close();
        }
        Path file = Path.of(session.endProfiling());
        JsonNode events = JsonMapper.shared().readTree(Files.readAllBytes(file));
        Files.delete(file);
        Files.delete(folder);
        return events;
      }
    }
  }

  /** Weights that were packed for the processor have no shape any more; what is left suffices. */
  private static double operations(String operator, JsonNode node) {
    JsonNode input = shape(node, "input_type_shape", 0);
    double results = product(shape(node, "output_type_shape", 0), 0);
    return switch (operator) {
      case "MatMul", "FusedMatMul", "Gemm", "FusedGemm", "DynamicQuantizeMatMul" ->
          2 * results * input.path(input.size() - 1).asDouble(0);
      case "Conv", "FusedConv" -> 2 * results * product(shape(node, "input_type_shape", 1), 1);
      case "Attention", "QAttention" -> {
        double places = input.path(1).asDouble(0);
        double width = input.path(2).asDouble(0);
        // Queries, keys and values; then every place with every other, twice.
        yield input.path(0).asDouble(0)
            * (2 * places * width * 3 * width + 4 * places * places * width);
      }
      default -> 0;
    };
  }

  private static JsonNode shape(JsonNode node, String which, int index) {
    JsonNode typed = node.path(which).path(index);
    // What is computed in integers is bytes by then.
    return typed.has("uint8") ? typed.path("uint8") : typed.path("float");
  }

  private static double product(JsonNode shape, int from) {
    double product = shape.size() > from ? 1 : 0;
    for (int i = from; i < shape.size(); i++) {
      product *= shape.path(i).asDouble(0);
    }
    return product;
  }
}
