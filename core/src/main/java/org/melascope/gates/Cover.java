package org.melascope.gates;

/**
 * What lies over the skin: thin dark lines (hair, the ticks and figures of a ruler), found by a
 * black-hat transform along rows and columns as in DullRazor (Lee et al., Computers in Biology and
 * Medicine 27, 1997), and colours that neither skin nor lesions have (ink).
 */
final class Cover {
  /** Lines are narrower than this share of the picture. */
  private static final double WIDEST_LINE = 0.03;

  /** How much darker than what is beside it a line is, in luma. */
  private static final float DARKER = 24;

  /** How much more blue or green than red ink has. */
  private static final float INK = 30;

  private Cover() {}

  /** The covered share of a picture, in [0, 1]; every other pixel of every other row counts. */
  static double share(float[] samples, Halved halved, int size) {
    int side = halved.side();
    float[] half = halved.luma();
    int reach = Math.max(1, (int) Math.round(WIDEST_LINE * side / 2) + 1);
    float[] alongRows = closed(half, side, reach, 1);
    float[] alongColumns = closed(half, side, reach, side);
    int plane = size * size;
    int covered = 0;
    for (int i = 0; i < half.length; i++) {
      int pixel = 2 * (i / side) * size + 2 * (i % side);
      float red = samples[pixel];
      float most = Math.max(samples[plane + pixel], samples[2 * plane + pixel]);
      boolean line = Math.max(alongRows[i], alongColumns[i]) - half[i] > DARKER;
      covered += line || most - red > INK ? 1 : 0;
    }
    return half.length == 0 ? 0 : (double) covered / half.length;
  }

  /**
   * A closing with a line: what is dark and narrower than the line becomes as its surroundings.
   *
   * @param step from a value to the next one along the line: 1 or a row
   */
  private static float[] closed(float[] values, int side, int reach, int step) {
    float[] dilated = dilated(values, side, reach, step);
    // The smallest of some values is minus the largest of their negatives.
    return negative(dilated(negative(dilated), side, reach, step));
  }

  /** The largest value within reach of each place along its line. */
  private static float[] dilated(float[] values, int side, int reach, int step) {
    float[] largest = values.clone();
    for (int k = 1; k <= reach; k++) {
      int rows = step == 1 ? side : side - k;
      int columns = step == 1 ? side - k : side;
      for (int y = 0; y < rows; y++) {
        int from = y * side;
        int to = from + k * step;
        for (int x = 0; x < columns; x++) {
          largest[from + x] = Math.max(largest[from + x], values[to + x]);
        }
        for (int x = 0; x < columns; x++) {
          largest[to + x] = Math.max(largest[to + x], values[from + x]);
        }
      }
    }
    return largest;
  }

  private static float[] negative(float[] values) {
    float[] negative = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      negative[i] = -values[i];
    }
    return negative;
  }
}
