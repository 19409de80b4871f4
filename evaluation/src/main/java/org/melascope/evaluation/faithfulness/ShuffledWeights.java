package org.melascope.evaluation.faithfulness;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * An ONNX file whose weights are in disorder: within each tensor of floating-point numbers they
 * change places by chance. What the network had learnt is gone, their distribution is not. A map
 * that looks the same afterwards shows the picture, not the network (Adebayo et al., Sanity Checks
 * for Saliency Maps, 2018).
 *
 * <p>Reads as much of the file's format (protocol buffers) as that takes: the tensors are field 5
 * of the graph, which is field 7; of a tensor field 2 is its type and field 9 its values.
 */
final class ShuffledWeights {
  private static final int GRAPH = 7;
  private static final int INITIALISER = 5;
  private static final int DATA_TYPE = 2;
  private static final int RAW_DATA = 9;
  private static final int FLOAT = 1;
  private static final int INT8 = 3;

  /** What has fewer values is a factor or a scale that the graph works with, and no weight. */
  private static final int FEWEST = 7;

  private final ByteBuffer bytes;
  private final SplittableRandom random;
  private int shuffled;

  private ShuffledWeights(byte[] onnx, long seed) {
    this.bytes = ByteBuffer.wrap(onnx);
    this.random = new SplittableRandom(seed);
  }

  /**
   * A copy of the file with its weights in disorder.
   *
   * @throws IllegalArgumentException if there are none to be found
   */
  static byte[] of(byte[] onnx, long seed) {
    byte[] copy = onnx.clone();
    ShuffledWeights shuffling = new ShuffledWeights(copy, seed);
    shuffling.each(
        0,
        copy.length,
        (field, from, to) -> {
          if (field == GRAPH) {
            shuffling.each(from, to, shuffling::graphField);
          }
        });
    if (shuffling.shuffled == 0) {
      throw new IllegalArgumentException("the network's file has no weights to shuffle");
    }
    return copy;
  }

  /** Is told of a field: its number, and where its content lies. */
  private interface Field {
    void at(int field, int from, int to);
  }

  private void graphField(int field, int from, int to) {
    if (field == INITIALISER) {
      int[] values = new int[3];
      each(
          from,
          to,
          (number, start, end) -> {
            if (number == DATA_TYPE) {
              values[0] = (int) varint(start).value();
            } else if (number == RAW_DATA) {
              values[1] = start;
              values[2] = end;
            }
          });
      if (values[0] == FLOAT) {
        shuffle(values[1], (values[2] - values[1]) / Float.BYTES, Float.BYTES);
      } else if (values[0] == INT8) {
        shuffle(values[1], values[2] - values[1], 1);
      }
    }
  }

  private void shuffle(int from, int count, int length) {
    if (count < FEWEST) {
      return;
    }
    byte[] array = bytes.array();
    byte[] kept = new byte[length];
    for (int i = count - 1; i > 0; i--) {
      int here = from + i * length;
      int there = from + random.nextInt(i + 1) * length;
      System.arraycopy(array, here, kept, 0, length);
      System.arraycopy(array, there, array, here, length);
      System.arraycopy(kept, 0, array, there, length);
      shuffled++;
    }
  }

  private record Varint(long value, int end) {}

  private Varint varint(int at) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get(at++);
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return new Varint(value, at);
      }
    }
  }

  private void each(int from, int to, Field told) {
    int at = from;
    while (at < to) {
      Varint tag = varint(at);
      int field = (int) (tag.value() >>> 3);
      int start = tag.end();
      int end =
          switch ((int) (tag.value() & 7)) {
            case 0 -> varint(start).end();
            case 1 -> start + Long.BYTES;
            case 5 -> start + Integer.BYTES;
            case 2 -> {
              Varint length = varint(start);
              start = length.end();
              yield start + (int) length.value();
            }
            default -> throw new IllegalArgumentException("the network's file is no ONNX file");
          };
      told.at(field, start, end);
      at = end;
    }
  }
}
