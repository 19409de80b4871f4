package org.melascope.training.weights;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The safetensors file format: eight bytes with the length of a JSON header, the header, the
 * numbers.
 *
 * <p>Reads and writes little-endian 32-bit floats ({@code F32}), the only type our weights use.
 */
public final class Safetensors {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String METADATA = "__metadata__";
  private static final long LONGEST_HEADER = 10_000_000;

  /** Java arrays are no longer. */
  private static final long LARGEST_TENSOR = Integer.MAX_VALUE - 8;

  private record TensorHeader(
      String dtype, List<Long> shape, @JsonProperty("data_offsets") List<Long> dataOffsets) {}

  private Safetensors() {}

  /**
   * Reads all tensors of a file.
   *
   * @throws IOException if the file cannot be read or is not such a file; the message names it and
   *     the tensor
   */
  public static Weights read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer length = readFully(file, channel, 0, Long.BYTES);
      long headerLength = length.getLong();
      if (headerLength < 2
          || headerLength > Math.min(LONGEST_HEADER, channel.size() - Long.BYTES)) {
        throw new IOException(
            file
                + " is not a safetensors file: its header would be "
                + headerLength
                + " bytes long");
      }
      ByteBuffer header = readFully(file, channel, Long.BYTES, (int) headerLength);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      long dataStart = Long.BYTES + headerLength;
      long end = dataStart;
      for (Map.Entry<String, JsonNode> entry : inFileOrder(file, header)) {
        Tensor tensor = readTensor(file, channel, dataStart, end, entry);
        tensors.put(entry.getKey(), tensor);
        end = dataStart + offset(entry.getValue(), 1);
      }
      return new Weights(tensors);
    }
  }

  private static List<Map.Entry<String, JsonNode>> inFileOrder(Path file, ByteBuffer header)
      throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(StandardCharsets.UTF_8.decode(header).toString());
    } catch (JacksonException e) {
      throw new IOException(file + " is not a safetensors file: its header is no JSON", e);
    }
    if (!root.isObject()) {
      throw new IOException(file + " is not a safetensors file: its header is no JSON object");
    }
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getKey().equals(METADATA)) {
        entries.add(entry);
      }
    }
    entries.sort(
        Comparator.<Map.Entry<String, JsonNode>>comparingLong(entry -> offset(entry.getValue(), 0))
            .thenComparingLong(entry -> offset(entry.getValue(), 1)));
    return entries;
  }

  private static long offset(JsonNode tensor, int end) {
    return tensor.path("data_offsets").path(end).asLong(-1);
  }

  /**
   * Reads one tensor.
   *
   * @param free where the tensors before it end: its own bytes begin no earlier, so that a file
   *     never takes more memory than its length
   */
  private static Tensor readTensor(
      Path file, FileChannel channel, long dataStart, long free, Map.Entry<String, JsonNode> entry)
      throws IOException {
    JsonNode header = entry.getValue();
    String type = header.path("dtype").asString("");
    if (!type.equals("F32")) {
      throw new IOException(
          file + ": tensor '" + entry.getKey() + "' is of type '" + type + "', only F32 is read");
    }
    long start = offset(header, 0);
    long end = offset(header, 1);
    if (start < free - dataStart || end < start || end > channel.size() - dataStart) {
      throw new IOException(
          "%s: the bytes %s of tensor '%s' are not within the file or overlap another tensor"
              .formatted(file, header.path("data_offsets"), entry.getKey()));
    }
    if (end - start > LARGEST_TENSOR) {
      throw new IOException(
          "%s: tensor '%s' is larger than 2 GB, which is not read".formatted(file, entry.getKey()));
    }
    List<Long> shape = new ArrayList<>();
    header.path("shape").forEach(dimension -> shape.add(dimension.asLong(-1)));
    int bytes = (int) (end - start);
    float[] values = new float[bytes / Float.BYTES];
    readFully(file, channel, dataStart + start, bytes).asFloatBuffer().get(values);
    try {
      return new Tensor(shape, values);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": tensor '" + entry.getKey() + "': " + e.getMessage(), e);
    }
  }

  private static ByteBuffer readFully(Path file, FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException(
            file + " ends too early: it was cut off or is not a safetensors file");
      }
    }
    return buffer.flip();
  }

  /** Writes all tensors to a file, replacing it. */
  public static void write(Path file, Weights weights) throws IOException {
    Map<String, TensorHeader> header = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
      long start = end;
      end += (long) entry.getValue().values().length * Float.BYTES;
      header.put(
          entry.getKey(), new TensorHeader("F32", entry.getValue().shape(), List.of(start, end)));
    }
    byte[] json = JSON.writeValueAsBytes(header);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out.write(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(json.length)
              .array());
      out.write(json);
      for (Tensor tensor : weights.tensors().values()) {
        ByteBuffer bytes =
            ByteBuffer.allocate(tensor.values().length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.values());
        out.write(bytes.array());
      }
    }
  }
}
