package org.melascope.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written for speed gives what is written plainly, at sizes that divide well and badly. */
class PlainTwinsTest {
  private static final int[] SIZES = {2, 7, 33, 56, 224, 225};

  @Test
  void cellsAreMeansOfTheirPixels() {
    for (int size : SIZES) {
      float[] samples = noise(3 * size * size, size);
      int side = Math.min(56, size);
      Cells cells = Cells.of(samples, size, side);
      double[] sums = new double[side * side];
      int[] counts = new int[side * side];
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          int cell = y * side / size * side + x * side / size;
          sums[cell] += samples[(size + y) * size + x];
          counts[cell]++;
        }
      }
      for (int cell = 0; cell < sums.length; cell++) {
        assertThat((double) cells.green()[cell]).isCloseTo(sums[cell] / counts[cell], within(1e-3));
      }
    }
  }

  @Test
  void coverIsFoundByClosingsAlongRowsAndColumns() {
    for (int size : SIZES) {
      float[] samples = noise(3 * size * size, size);
      Halved halved = Halved.of(noise(size * size, -size), size);
      assertThat(Cover.share(samples, halved, size)).isEqualTo(share(samples, halved, size));
    }
  }

  /** Thresholds as in {@link Cover}. */
  private static double share(float[] samples, Halved halved, int size) {
    int side = halved.side();
    int reach = Math.max(1, (int) Math.round(0.03 * side / 2) + 1);
    int covered = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float row = Float.POSITIVE_INFINITY;
        float column = Float.POSITIVE_INFINITY;
        for (int k = -reach; k <= reach; k++) {
          row =
              x + k < 0 || x + k >= side
                  ? row
                  : Math.min(row, dilated(halved, y, x + k, reach, 0, 1));
          column =
              y + k < 0 || y + k >= side
                  ? column
                  : Math.min(column, dilated(halved, y + k, x, reach, 1, 0));
        }
        int pixel = 2 * y * size + 2 * x;
        float most = Math.max(samples[size * size + pixel], samples[2 * size * size + pixel]);
        boolean line = Math.max(row, column) - halved.luma()[y * side + x] > 24;
        covered += line || most - samples[pixel] > 30 ? 1 : 0;
      }
    }
    return (double) covered / (side * side);
  }

  private static float dilated(Halved halved, int y, int x, int reach, int down, int right) {
    int side = halved.side();
    float largest = Float.NEGATIVE_INFINITY;
    for (int k = -reach; k <= reach; k++) {
      int row = y + k * down;
      int column = x + k * right;
      if (row >= 0 && row < side && column >= 0 && column < side) {
        largest = Math.max(largest, halved.luma()[row * side + column]);
      }
    }
    return largest;
  }

  private static float[] noise(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 255 * random.nextFloat();
    }
    return values;
  }
}
