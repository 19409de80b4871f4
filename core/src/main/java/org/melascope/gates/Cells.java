package org.melascope.gates;

import java.util.Arrays;

/**
 * A prepared picture in a coarse grid of mean colours.
 *
 * @param side cells per row and per column
 * @param red mean sample of each cell in [0, 255], row by row; {@code green} and {@code blue}
 *     likewise
 */
record Cells(int side, float[] red, float[] green, float[] blue) {
  static Cells of(float[] samples, int size, int side) {
    // The pixels of cell i of a row or column begin at start[i].
    int[] start = new int[side + 1];
    for (int i = 0; i <= side; i++) {
      start[i] = (i * size + side - 1) / side;
    }
    float[][] means = new float[3][side * side];
    float[] sums = new float[size];
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < side; row++) {
        Arrays.fill(sums, 0);
        for (int y = start[row]; y < start[row + 1]; y++) {
          add(samples, (channel * size + y) * size, sums);
        }
        for (int column = 0; column < side; column++) {
          int end = start[column + 1];
          float sum = 0;
          for (int x = start[column]; x < end; x++) {
            sum += sums[x];
          }
          int count = (start[row + 1] - start[row]) * (end - start[column]);
          means[channel][row * side + column] = sum / count;
        }
      }
    }
    return new Cells(side, means[0], means[1], means[2]);
  }

  private static void add(float[] samples, int first, float[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += samples[first + x];
    }
  }

  /** Luma of a cell (ITU-R BT.601), in [0, 255]. */
  float luminance(int cell) {
    return 0.299f * red[cell] + 0.587f * green[cell] + 0.114f * blue[cell];
  }
}
