package org.melascope.image;

/**
 * Resizing with antialiasing: a separable triangle filter whose support grows with the reduction,
 * so that every source pixel counts when a picture is reduced; plain bilinear interpolation when it
 * is enlarged.
 *
 * <p>This is the convention of Pillow's {@code Image.resize(..., box=...)} with {@code BILINEAR},
 * without its rounding to 8 bits between the two passes. Weights that fall outside the picture are
 * dropped and the others rescaled to a sum of one.
 */
public final class Resampling {
  private Resampling() {}

  /**
   * For one output coordinate: the first source coordinate and the weights from there on, which sum
   * to one.
   */
  private record Taps(int first, float[] weights) {}

  /**
   * Resizes a rectangle of a picture.
   *
   * @param left left edge of the rectangle in continuous picture coordinates; {@code top}, {@code
   *     boxWidth} and {@code boxHeight} likewise
   * @param width width of the result in pixels
   * @param height height of the result in pixels
   * @param result receives {@code 3 * width * height} samples in [0, 255], channel by channel, row
   *     by row (CHW)
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
    Taps[] columns = taps(left, boxWidth, image.width(), width);
    Taps[] rows = taps(top, boxHeight, image.height(), height);
    int firstRow = rows[0].first;
    Taps last = rows[height - 1];
    int rowCount = last.first + last.weights.length - firstRow;
    float[] narrowed = new float[rowCount * width];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < rowCount; y++) {
        narrowRow(image, firstRow + y, channel, columns, narrowed, y * width);
      }
      for (int y = 0; y < height; y++) {
        blendRows(narrowed, rows[y], firstRow, width, result, (channel * height + y) * width);
      }
    }
  }

  private static void narrowRow(
      LesionImage image, int y, int channel, Taps[] columns, float[] narrowed, int offset) {
    for (int x = 0; x < columns.length; x++) {
      Taps taps = columns[x];
      float sum = 0;
      for (int i = 0; i < taps.weights.length; i++) {
        sum += taps.weights[i] * image.sample(taps.first + i, y, channel);
      }
      narrowed[offset + x] = sum;
    }
  }

  private static void blendRows(
      float[] narrowed, Taps taps, int firstRow, int width, float[] result, int offset) {
    for (int i = 0; i < taps.weights.length; i++) {
      float weight = taps.weights[i];
      int source = (taps.first - firstRow + i) * width;
      for (int x = 0; x < width; x++) {
        float value = weight * narrowed[source + x];
        result[offset + x] = i == 0 ? value : result[offset + x] + value;
      }
    }
  }

  private static Taps[] taps(double start, double extent, int sourceSize, int targetSize) {
    double scale = extent / targetSize;
    double support = Math.max(1, scale);
    Taps[] taps = new Taps[targetSize];
    for (int target = 0; target < targetSize; target++) {
      double centre = start + (target + 0.5) * scale;
      int first = Math.max(0, (int) Math.floor(centre - support + 0.5));
      int end = Math.min(sourceSize, (int) Math.floor(centre + support + 0.5));
      float[] weights = new float[end - first];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        double distance = Math.abs((first + i + 0.5 - centre) / support);
        double weight = Math.max(0, 1 - distance);
        weights[i] = (float) weight;
        sum += weight;
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= (float) sum;
      }
      taps[target] = new Taps(first, weights);
    }
    return taps;
  }
}
