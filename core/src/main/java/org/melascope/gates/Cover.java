package org.melascope.gates;

import java.util.Arrays;

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
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int i = row * side + column;
        int pixel = 2 * row * size + 2 * column;
        float red = samples[pixel];
        float most = Math.max(samples[plane + pixel], samples[2 * plane + pixel]);
        boolean line = Math.max(alongRows[i], alongColumns[i]) - half[i] > DARKER;
        covered += line || most - red > INK ? 1 : 0;
      }
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
    // With that many before and behind each line, all lines are one.
    int padded = side + 2 * reach;
    int rowLength = step == 1 ? padded : side;
    int first = reach * step;
    float[] largest = new float[padded * side];
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    for (int row = 0; row < side; row++) {
      System.arraycopy(values, row * side, largest, first + row * rowLength, side);
    }
    float[] wider = largest.clone();
    for (int width = 1; width <= 2 * reach; width *= 2) {
      // Of twice as many values; at last of as many as are within reach on both sides.
      int further = Math.min(width, 2 * reach + 1 - width) * step;
      for (int i = 0; i < largest.length - further; i++) {
        wider[i] = Math.max(largest[i], largest[i + further]);
      }
      float[] narrower = largest;
      largest = wider;
      wider = narrower;
    }
    float[] dilated = new float[values.length];
    for (int row = 0; row < side; row++) {
      System.arraycopy(largest, row * rowLength, dilated, row * side, side);
    }
    return dilated;
  }

  private static float[] negative(float[] values) {
    float[] negative = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      negative[i] = -values[i];
    }
    return negative;
  }
}
