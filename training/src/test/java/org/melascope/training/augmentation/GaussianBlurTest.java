package org.melascope.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianBlurTest {
  private static final int SIZE = 12;

  /** The last one reaches further than the picture is wide. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 1.7, 5})
  void isTheTwoDimensionalConvolution(double deviation) {
    float[] samples = noise(1);
    float[] expected = convolved(samples, deviation);
    GaussianBlur.apply(samples, SIZE, deviation);
    assertThat(samples).containsExactly(expected, within(1e-3f));
  }

  @Test
  void leavesAConstantPictureAsItIs() {
    float[] samples = new float[3 * SIZE * SIZE];
    Arrays.fill(samples, 200);
    float[] expected = samples.clone();
    GaussianBlur.apply(samples, SIZE, 2);
    assertThat(samples).containsExactly(expected, within(1e-3f));
  }

  @Test
  void changesNothingWhenItIsTooWeakToBeSeen() {
    float[] samples = noise(2);
    float[] before = samples.clone();
    GaussianBlur.apply(samples, SIZE, 0.19);
    assertThat(samples).containsExactly(before);
  }

  /** Each pixel by the weighted mean of all around it, in double precision. */
  private static float[] convolved(float[] samples, double deviation) {
    int radius = (int) Math.ceil(3 * deviation);
    float[] result = new float[samples.length];
    for (int i = 0; i < result.length; i++) {
      int plane = i / (SIZE * SIZE) * SIZE * SIZE;
      int row = i / SIZE % SIZE;
      int column = i % SIZE;
      double sum = 0;
      double weights = 0;
      for (int dy = -radius; dy <= radius; dy++) {
        for (int dx = -radius; dx <= radius; dx++) {
          double weight = Math.exp(-(dx * dx + dy * dy) / (2 * deviation * deviation));
          int y = Math.min(Math.max(row + dy, 0), SIZE - 1);
          int x = Math.min(Math.max(column + dx, 0), SIZE - 1);
          sum += weight * samples[plane + y * SIZE + x];
          weights += weight;
        }
      }
      result[i] = (float) (sum / weights);
    }
    return result;
  }

  private static float[] noise(long seed) {
    Random random = new Random(seed);
    float[] samples = new float[3 * SIZE * SIZE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 255 * random.nextFloat();
    }
    return samples;
  }
}
