package org.melascope.gates;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How unlike the training pictures a picture is, from the network's embedding of it: the smallest
 * Mahalanobis distance to the groups of training pictures, each with a covariance of its own, after
 * scaling the embedding to length 1 (Lee et al., NeurIPS 2018; the scaling as in Müller and Hein,
 * Mahalanobis++, ICML 2025). Squared and divided by the embedding's width, so that about 1 is
 * usual.
 */
public final class Novelty {
  private static final int MAGIC = 0x4d4e4f56;
  private static final int MAX_WIDTH = 1 << 14;

  /**
   * A group of training pictures.
   *
   * @param mean of their embeddings, {@code [width]}
   * @param whitening the inverse of the Cholesky factor of their covariance, a lower triangle row
   *     by row, {@code [width * (width + 1) / 2]}
   */
  public record Group(float[] mean, float[] whitening) {
    public Group {
      if (mean.length == 0 || whitening.length != mean.length * (mean.length + 1) / 2) {
        throw new IllegalArgumentException(
            "a group of width "
                + mean.length
                + " needs a triangle, not "
                + whitening.length
                + " values");
      }
      mean = mean.clone();
      whitening = whitening.clone();
    }

    private double squaredDistance(double[] embedding) {
      int width = mean.length;
      double[] away = new double[width];
      for (int i = 0; i < width; i++) {
        away[i] = embedding[i] - mean[i];
      }
      double square = 0;
      int next = 0;
      for (int row = 0; row < width; row++) {
        // Two sums, so that an addition need not wait for the one before.
        double even = 0;
        double odd = 0;
        int column = 0;
        for (; column < row; column += 2) {
          even += whitening[next + column] * away[column];
          odd += whitening[next + column + 1] * away[column + 1];
        }
        if (column == row) {
          even += whitening[next + row] * away[row];
        }
        next += row + 1;
        square += (even + odd) * (even + odd);
      }
      return square;
    }
  }

  private final List<Group> groups;
  private final int width;

  /**
   * A novelty of these groups.
   *
   * @param groups at least one, of equal width
   */
  public Novelty(List<Group> groups) {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("a novelty needs at least one group of pictures");
    }
    this.groups = List.copyOf(groups);
    this.width = groups.get(0).mean.length;
    if (groups.stream().anyMatch(group -> group.mean.length != width)) {
      throw new IllegalArgumentException("the groups of a novelty must have equal width");
    }
  }

  /** Width of the embeddings. */
  public int width() {
    return width;
  }

  /** The embedding scaled to length 1, as the groups know it; zeros stay. */
  public static double[] scaled(float[] embedding) {
    double square = 0;
    for (float value : embedding) {
      square += (double) value * value;
    }
    double length = square > 0 ? Math.sqrt(square) : 1;
    double[] scaled = new double[embedding.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = embedding[i] / length;
    }
    return scaled;
  }

  /**
   * How unlike the training pictures an embedding is; 0 or more, about 1 for one of them.
   *
   * @throws IllegalArgumentException if it is of another width
   */
  public double score(float[] embedding) {
    if (embedding.length != width) {
      throw new IllegalArgumentException(
          "an embedding must have " + width + " values, not " + embedding.length);
    }
    double[] scaled = scaled(embedding);
    double least = Double.POSITIVE_INFINITY;
    for (Group group : groups) {
      least = Math.min(least, group.squaredDistance(scaled));
    }
    return least / width;
  }

  /** The bytes of the file in a bundle: number of groups, width, and the groups' values. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(groups.size());
      out.writeInt(width);
      for (Group group : groups) {
        for (float value : group.mean) {
          out.writeFloat(value);
        }
        for (float value : group.whitening) {
          out.writeFloat(value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} writes.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static Novelty of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC) {
        throw new IllegalArgumentException("it does not begin as a file of novelty statistics");
      }
      int count = in.readInt();
      int width = in.readInt();
      long length = 12 + 4L * count * (width + width * (width + 1L) / 2);
      if (count < 1 || width < 1 || width > MAX_WIDTH || length != bytes.length) {
        throw new IllegalArgumentException(
            "%d groups of width %d do not fill %d bytes".formatted(count, width, bytes.length));
      }
      List<Group> groups = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        groups.add(new Group(values(in, width), values(in, width * (width + 1) / 2)));
      }
      return new Novelty(groups);
    } catch (EOFException e) {
      throw new IllegalArgumentException("it ends too early", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] values(DataInputStream in, int count) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException("it has a value that is not finite");
      }
    }
    return values;
  }
}
