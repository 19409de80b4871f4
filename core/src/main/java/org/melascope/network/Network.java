package org.melascope.network;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A network in ONNX Runtime. Input {@code image}: {@code [batch, 3, size, size]}; outputs {@code
 * logits}: {@code [batch, outputs]}, {@code evidence}: {@code [batch, outputs, grid, grid]} and
 * {@code embedding}: {@code [batch, width]}.
 *
 * <p>May be used by several threads at once.
 */
public final class Network implements AutoCloseable {
  private static final String INPUT = "image";
  private static final String LOGITS = "logits";
  private static final String EVIDENCE = "evidence";
  private static final String EMBEDDING = "embedding";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final int size;
  private final int outputs;
  private final int width;

  /** Inputs that can be used again: as many as there were threads at the same time. */
  private final Queue<FloatBuffer> inputs = new ConcurrentLinkedQueue<>();

  private Network(OrtEnvironment environment, OrtSession session) throws UnusableNetworkException {
    this.environment = environment;
    this.session = session;
    long[] input = shape(INPUT, true, 4);
    if (input[1] != 3 || input[2] != input[3] || input[2] < 1) {
      throw new UnusableNetworkException(
          "its input '"
              + INPUT
              + "' must be [batch, 3, size, size], not "
              + Arrays.toString(input));
    }
    this.size = (int) input[2];
    this.outputs = (int) shape(LOGITS, false, 2)[1];
    long[] evidence = shape(EVIDENCE, false, 4);
    if (evidence[1] != outputs || evidence[2] != evidence[3] || evidence[2] < 1) {
      throw new UnusableNetworkException(
          "its output '%s' must be [batch, %d, grid, grid], not %s"
              .formatted(EVIDENCE, outputs, Arrays.toString(evidence)));
    }
    this.width = (int) shape(EMBEDDING, false, 2)[1];
  }

  /**
   * Opens a network.
   *
   * @param onnx the bytes of the ONNX file
   * @param threads how many threads work on one call of {@link #run}, at least 1
   * @throws UnusableNetworkException if ONNX Runtime refuses it, or it has other inputs or outputs
   */
  public static Network open(byte[] onnx, int threads) throws UnusableNetworkException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "melascope");
    OrtSession session;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(onnx, options);
    } catch (OrtException e) {
      throw new UnusableNetworkException("ONNX Runtime cannot open it: " + e.getMessage(), e);
    }
    try {
      return new Network(environment, session);
    } catch (UnusableNetworkException e) {
      close(session);
      throw e;
    }
  }

  private long[] shape(String name, boolean input, int dimensions) throws UnusableNetworkException {
    String what = (input ? "input '" : "output '") + name + "'";
    NodeInfo node;
    try {
      node = (input ? session.getInputInfo() : session.getOutputInfo()).get(name);
    } catch (OrtException e) {
      throw new UnusableNetworkException("its " + what + " cannot be asked for", e);
    }
    if (node == null
        || !(node.getInfo() instanceof TensorInfo tensor)
        || tensor.getShape().length != dimensions) {
      throw new UnusableNetworkException(
          "it must have an " + what + " with " + dimensions + " dimensions");
    }
    return tensor.getShape();
  }

  /** Side of the square input in pixels. */
  public int size() {
    return size;
  }

  /** Number of logits. */
  public int outputs() {
    return outputs;
  }

  /** Number of values of an embedding. */
  public int width() {
    return width;
  }

  /**
   * Runs the network on some pictures at once. What a network in integers says of a picture depends
   * a little on the others: what comes into a layer is rounded on the range of all.
   *
   * @param pictures each {@code [3, size, size]}, as {@link org.melascope.image.Preprocessing}
   *     makes them
   * @return one output per picture, in order
   * @throws IllegalArgumentException if a picture is of another size
   * @throws IllegalStateException if ONNX Runtime fails, for instance for lack of memory
   */
  public List<NetworkOutput> run(List<float[]> pictures) {
    int length = 3 * size * size;
    FloatBuffer input = borrow(pictures.size() * length);
    for (float[] picture : pictures) {
      if (picture.length != length) {
        throw new IllegalArgumentException(
            "a picture must have " + length + " values, not " + picture.length);
      }
      input.put(picture);
    }
    input.flip();
    long[] shape = {pictures.size(), 3, size, size};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, shape);
        OrtSession.Result result = session.run(Map.of(INPUT, tensor))) {
      return outputs(result, pictures.size());
    } catch (OrtException e) {
      throw new IllegalStateException("the network failed: " + e.getMessage(), e);
    } finally {
      inputs.add(input);
    }
  }

  /** Memory for an input, which ONNX Runtime reads where it lies. */
  private FloatBuffer borrow(int values) {
    FloatBuffer spare = inputs.poll();
    if (spare != null && spare.capacity() >= values) {
      return spare.clear();
    }
    return ByteBuffer.allocateDirect(Float.BYTES * values)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static List<NetworkOutput> outputs(OrtSession.Result result, int batch) {
    OnnxTensor evidence = tensor(result, EVIDENCE);
    long[] shape = evidence.getInfo().getShape();
    float[][] logits = rows(tensor(result, LOGITS), batch);
    float[][] maps = rows(evidence, batch);
    float[][] embeddings = rows(tensor(result, EMBEDDING), batch);
    List<NetworkOutput> outputs = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      EvidenceMap map = new EvidenceMap((int) shape[1], (int) shape[2], (int) shape[3], maps[i]);
      outputs.add(new NetworkOutput(logits[i], map, embeddings[i]));
    }
    return outputs;
  }

  private static OnnxTensor tensor(OrtSession.Result result, String name) {
    return (OnnxTensor) result.get(name).orElseThrow();
  }

  private static float[][] rows(OnnxTensor tensor, int batch) {
    FloatBuffer values = tensor.getFloatBuffer();
    float[][] rows = new float[batch][values.remaining() / batch];
    for (float[] row : rows) {
      values.get(row);
    }
    return rows;
  }

  @Override
  public void close() {
    close(session);
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the network cannot be closed", e);
    }
  }
}
