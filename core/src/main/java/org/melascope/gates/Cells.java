package org.melascope.gates;

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
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < size; y++) {
        addRow(samples, (channel * size + y) * size, start, means[channel], y * side / size * side);
      }
      for (int i = 0; i < side * side; i++) {
        int row = i / side;
        int column = i % side;
        means[channel][i] /= (start[row + 1] - start[row]) * (start[column + 1] - start[column]);
      }
    }
    return new Cells(side, means[0], means[1], means[2]);
  }

  private static void addRow(float[] samples, int first, int[] start, float[] sums, int row) {
    for (int column = 0; column < start.length - 1; column++) {
      float sum = 0;
      for (int x = start[column]; x < start[column + 1]; x++) {
        sum += samples[first + x];
      }
      sums[row + column] += sum;
    }
  }

  /** Luma of a cell (ITU-R BT.601), in [0, 255]. */
  float luminance(int cell) {
    return 0.299f * red[cell] + 0.587f * green[cell] + 0.114f * blue[cell];
  }
}
