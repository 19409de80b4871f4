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
    float[][] means = new float[3][side * side];
    int[] counts = new int[side * side];
    int[] cell = new int[size];
    for (int i = 0; i < size; i++) {
      cell[i] = i * side / size;
    }
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        counts[cell[y] * side + cell[x]]++;
      }
    }
    for (int channel = 0; channel < 3; channel++) {
      float[] sums = means[channel];
      int pixel = channel * size * size;
      for (int y = 0; y < size; y++) {
        int row = cell[y] * side;
        for (int x = 0; x < size; x++) {
          sums[row + cell[x]] += samples[pixel++];
        }
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= counts[i];
      }
    }
    return new Cells(side, means[0], means[1], means[2]);
  }

  /** Luma of a cell (ITU-R BT.601), in [0, 255]. */
  float luminance(int cell) {
    return 0.299f * red[cell] + 0.587f * green[cell] + 0.114f * blue[cell];
  }
}
