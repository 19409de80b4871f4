package org.melascope.training.backbone;

/** Cutting a picture into patches. */
public final class Patches {
  private Patches() {}

  /**
   * Copies the samples of some patches.
   *
   * @param picture {@code [3, size, size]} with {@code size} of the look
   * @param positions which patches, row by row from 0
   * @param patches receives {@code positions.length * 3 * patchSize * patchSize} values from {@code
   *     offset} on
   */
  public static void copy(
      Backbone.Look look, float[] picture, int[] positions, float[] patches, int offset) {
    int size = look.size();
    int side = look.patchSize();
    int along = size / side;
    int target = offset;
    for (int position : positions) {
      int top = position / along * side;
      int left = position % along * side;
      for (int channel = 0; channel < 3; channel++) {
        for (int y = 0; y < side; y++) {
          System.arraycopy(
              picture, (channel * size + top + y) * size + left, patches, target, side);
          target += side;
        }
      }
    }
  }
}
