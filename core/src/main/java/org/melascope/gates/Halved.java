package org.melascope.gates;

/**
 * Luma at half the size, each value the mean of four pixels.
 *
 * @param side values per row and per column
 * @param luma row by row
 */
record Halved(int side, float[] luma) {
  /** Of a picture whose luma is {@code [size, size]}; an odd last row and column are left out. */
  static Halved of(float[] luma, int size) {
    int side = size / 2;
    float[] half = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int i = 2 * y * size + 2 * x;
        half[y * side + x] = (luma[i] + luma[i + 1] + luma[i + size] + luma[i + size + 1]) / 4;
      }
    }
    return new Halved(side, half);
  }
}
