package org.melascope.image;

import java.util.Arrays;

/**
 * Resizing with antialiasing: a separable triangle filter whose support grows with the reduction,
 * so that every source pixel counts when a picture is reduced; plain bilinear interpolation when it
 * is enlarged.
 *
 * <p>This is the convention of Pillow's {@code Image.resize(..., box=...)} with {@code BILINEAR},
 * without its rounding to 8 bits between the two passes. Pixels outside the rectangle but within
 * reach of the filter count, too; weights that fall outside the picture are dropped and the others
 * rescaled to a sum of one.
 */
public final class Resampling {
  /** How far a rectangle may stick out of the picture by rounding, in pixels. */
  private static final double ROUNDING = 1e-6;

  private Resampling() {}

  /**
   * Resizes a rectangle of a picture.
   *
   * @param left left edge of the rectangle in continuous picture coordinates; {@code top}, {@code
   *     boxWidth} and {@code boxHeight} likewise; the rectangle lies within the picture and is not
   *     empty
   * @param width width of the result in pixels, at least 1
   * @param height height of the result in pixels, at least 1
   * @param result receives {@code 3 * width * height} samples in [0, 255], channel by channel, row
   *     by row (CHW)
   * @throws IllegalArgumentException if the rectangle or the result do not fit
   */
  public static void resize(
      LesionImage image,
      double left,
      double top,
      double boxWidth,
      double boxHeight,
      int width,
      int height,
      float[] result) {
    if (width < 1 || height < 1 || result.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "a result of "
              + width
              + "x"
              + height
              + " RGB does not fit into "
              + result.length
              + " values");
    }
    checkWithin("horizontally", left, boxWidth, image.width());
    checkWithin("vertically", top, boxHeight, image.height());
    Taps columns = Taps.of(left, boxWidth, image.width(), width);
    Taps rows = Taps.of(top, boxHeight, image.height(), height);
    SourceRows source = new SourceRows(image, columns, rows);
    float[] low = new float[source.length];
    for (int y = 0; y < height; y++) {
      Arrays.fill(low, 0);
      for (int from = rows.first[y]; from < rows.end[y]; from++) {
        add(source.at(from), rows.weight(y, from), low);
      }
      narrow(low, columns, result, y * width, width * height);
    }
  }

  private static void checkWithin(String direction, double start, double extent, int size) {
    if (!(extent > 0 && start >= -ROUNDING && start + extent <= size + ROUNDING)) {
      throw new IllegalArgumentException(
          "a rectangle from "
              + start
              + " to "
              + (start + extent)
              + " lies not "
              + direction
              + " in "
              + size
              + " pixels");
    }
  }

  private static void add(float[] row, float weight, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * row[i];
    }
  }

  /**
   * Brings a row to the width of the result.
   *
   * @param row interleaved samples, from the first column that counts
   * @param to where its first red sample goes; the green and the blue ones go a {@code plane}
   *     further each
   */
  private static void narrow(float[] row, Taps columns, float[] result, int to, int plane) {
    int width = columns.first.length;
    for (int x = 0; x < width; x++) {
      int source = 3 * (columns.first[x] - columns.first[0]);
      int tap = x * columns.stride;
      int lastTap = tap + columns.end[x] - columns.first[x];
      float red = 0;
      float green = 0;
      float blue = 0;
      for (; tap < lastTap; tap++, source += 3) {
        float weight = columns.weights[tap];
        red += weight * row[source];
        green += weight * row[source + 1];
        blue += weight * row[source + 2];
      }
      result[to + x] = red;
      result[to + plane + x] = green;
      result[to + 2 * plane + x] = blue;
    }
  }

  /** The rows of a picture as numbers, of which a few are kept: neighbours share them. */
  private static final class SourceRows {
    private final byte[] rgb;
    private final int stride;
    private final int left;
    private final int length;
    private final float[][] kept;

    /** The row after the last one that was asked for; rows are asked for in order. */
    private int next;

    SourceRows(LesionImage image, Taps columns, Taps rows) {
      int last = columns.end.length - 1;
      this.rgb = image.samples();
      this.stride = 3 * image.width();
      this.left = 3 * columns.first[0];
      this.length = 3 * (columns.end[last] - columns.first[0]);
      this.kept = new float[rows.stride][length];
      this.next = rows.first[0];
    }

    float[] at(int y) {
      float[] row = kept[y % kept.length];
      if (y >= next) {
        int from = y * stride + left;
        for (int i = 0; i < length; i++) {
          row[i] = rgb[from + i] & 0xff;
        }
        next = y + 1;
      }
      return row;
    }
  }

  /**
   * For each target coordinate the source coordinates that count, and their weights, which sum to
   * one.
   *
   * @param first first source coordinate of each target coordinate, never falling
   * @param end source coordinate after the last one, never falling
   * @param weights those of target {@code t} begin at {@code t * stride}
   */
  private record Taps(int[] first, int[] end, float[] weights, int stride) {

    static Taps of(double start, double extent, int sourceSize, int targetSize) {
      double scale = extent / targetSize;
      double support = Math.max(1, scale);
      int stride = (int) Math.ceil(2 * support) + 1;
      Taps taps =
          new Taps(
              new int[targetSize], new int[targetSize], new float[targetSize * stride], stride);
      for (int target = 0; target < targetSize; target++) {
        double centre = start + (target + 0.5) * scale;
        taps.first[target] = Math.max(0, (int) Math.floor(centre - support + 0.5));
        taps.end[target] = Math.min(sourceSize, (int) Math.floor(centre + support + 0.5));
        taps.weigh(target, centre, support);
      }
      return taps;
    }

    private void weigh(int target, double centre, double support) {
      int count = end[target] - first[target];
      double[] exact = new double[count];
      double sum = 0;
      for (int i = 0; i < count; i++) {
        exact[i] = Math.max(0, 1 - Math.abs((first[target] + i + 0.5 - centre) / support));
        sum += exact[i];
      }
      for (int i = 0; i < count; i++) {
        weights[target * stride + i] = (float) (exact[i] / sum);
      }
    }

    float weight(int target, int source) {
      return weights[target * stride + source - first[target]];
    }
  }
}
