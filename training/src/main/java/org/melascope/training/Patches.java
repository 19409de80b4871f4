package org.melascope.training;

/** Cutting a picture into patches. */
final class Patches {
  private Patches() {}

  /**
   * Copies the samples of some patches.
   *
   * @param picture {@code [3, size, size]} with {@code size} of the configuration
   * @param positions which patches, row by row from 0
   * @param patches receives {@code positions.length * 3 * patchSize * patchSize} values from {@code
   *     offset} on
   */
  static void copy(
      VitConfiguration c, float[] picture, int[] positions, float[] patches, int offset) {
    int size = c.imageSize();
    int target = offset;
    for (int position : positions) {
      int top = position / c.grid() * c.patchSize();
      int left = position % c.grid() * c.patchSize();
      for (int channel = 0; channel < 3; channel++) {
        for (int y = 0; y < c.patchSize(); y++) {
          System.arraycopy(
              picture, (channel * size + top + y) * size + left, patches, target, c.patchSize());
          target += c.patchSize();
        }
      }
    }
  }
}
