package org.melascope.evaluation.faithfulness;

/**
 * A prepared picture of which some patches are blurred away: replaced by what the picture is under
 * a Gaussian blur as wide as a patch. Blur takes away what a patch shows and leaves its mean
 * colour, so that a masked picture is less foreign to the network than one with grey squares.
 */
final class PatchBlur {
  private final float[] plain;
  private final float[] blurred;
  private final int size;
  private final int rows;
  private final int columns;

  /**
   * Prepares a picture.
   *
   * @param samples {@code [3, size, size]}, as the network takes them
   * @param rows patches from top to bottom
   * @param columns patches from left to right
   */
  PatchBlur(float[] samples, int size, int rows, int columns) {
    this.plain = samples;
    this.size = size;
    this.rows = rows;
    this.columns = columns;
    this.blurred = blurred(samples, size, (double) size / Math.max(rows, columns));
  }

  /** The picture with these patches, numbered row by row, blurred away. */
  float[] without(boolean[] patches) {
    float[] mixed = plain.clone();
    for (int y = 0; y < size; y++) {
      int row = y * rows / size * columns;
      for (int x = 0; x < size; x++) {
        if (patches[row + x * columns / size]) {
          for (int i = y * size + x; i < mixed.length; i += size * size) {
            mixed[i] = blurred[i];
          }
        }
      }
    }
    return mixed;
  }

  private static float[] blurred(float[] samples, int size, double deviation) {
    float[] weights = new float[(int) Math.ceil(2.5 * deviation) + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.exp(-i * i / (2 * deviation * deviation));
      sum += i == 0 ? weights[i] : 2 * weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= (float) sum;
    }
    float[] result = samples.clone();
    for (int plane = 0; plane < result.length; plane += size * size) {
      for (int k = 0; k < size; k++) {
        line(result, plane + k * size, 1, size, weights);
      }
      for (int k = 0; k < size; k++) {
        line(result, plane + k, size, size, weights);
      }
    }
    return result;
  }

  /** Blurs one row or column in place; beyond the edge the outermost sample goes on. */
  private static void line(float[] samples, int start, int stride, int length, float[] weights) {
    float[] before = new float[length];
    for (int i = 0; i < length; i++) {
      before[i] = samples[start + i * stride];
    }
    for (int i = 0; i < length; i++) {
      float sum = weights[0] * before[i];
      for (int k = 1; k < weights.length; k++) {
        sum += weights[k] * (before[Math.max(0, i - k)] + before[Math.min(length - 1, i + k)]);
      }
      samples[start + i * stride] = sum;
    }
  }
}
