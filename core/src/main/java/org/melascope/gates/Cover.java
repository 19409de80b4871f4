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
  static double share(float[] samples, float[] luma, int size) {
    int side = size / 2;
    float[] half = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int i = 2 * y * size + 2 * x;
        half[y * side + x] = (luma[i] + luma[i + 1] + luma[i + size] + luma[i + size + 1]) / 4;
      }
    }
    int reach = Math.max(1, (int) Math.round(WIDEST_LINE * side / 2) + 1);
    float[] alongRows = closed(half, side, 1, side, reach);
    float[] alongColumns = closed(half, side, side, 1, reach);
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

  /** A closing with a line: what is dark and narrower than the line becomes as its surroundings. */
  private static float[] closed(float[] values, int side, int along, int across, int reach) {
    float[] dilated = new float[values.length];
    float[] closed = new float[values.length];
    for (int line = 0; line < side; line++) {
      extremes(values, dilated, line * across, along, side, reach, true);
      extremes(dilated, closed, line * across, along, side, reach, false);
    }
    return closed;
  }

  /** The largest, or the smallest, value within reach of each place of a row or column. */
  private static void extremes(
      float[] from, float[] to, int start, int step, int length, int reach, boolean largest) {
    for (int i = 0; i < length; i++) {
      int last = Math.min(length - 1, i + reach);
      float extreme = from[start + Math.max(0, i - reach) * step];
      for (int k = Math.max(0, i - reach) + 1; k <= last; k++) {
        float value = from[start + k * step];
        extreme = largest ? Math.max(extreme, value) : Math.min(extreme, value);
      }
      to[start + i * step] = extreme;
    }
  }
}
