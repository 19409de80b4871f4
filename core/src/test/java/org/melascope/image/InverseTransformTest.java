package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InverseTransformTest {
  @Test
  void thereIsNoneToAThirdOfTheSide() {
    assertThatThrownBy(() -> new InverseTransform(6, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6x8");
  }

  @ParameterizedTest
  @CsvSource({"8,8", "4,4", "2,2", "1,1", "8,4", "4,8", "2,4", "1,2", "2,1", "8,2"})
  void isTheTransformByDefinition(int width, int height) {
    Random random = new Random(width * 8L + height);
    for (int round = 0; round < 200; round++) {
      int[] block = new int[64];
      int last = random.nextInt(64);
      for (int place = 0; place <= last; place++) {
        boolean zero = place < last && random.nextInt(3) > 0;
        block[ZigZag.ORDER[place]] = zero ? 0 : random.nextInt(401) - 200;
      }
      byte[] samples = new byte[3 + 11 * height];
      new InverseTransform(width, height).apply(block, last, samples, 3, 11);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          assertThat((double) (samples[3 + 11 * y + x] & 0xff))
              .isBetween(
                  Math.floor(sample(block, x, y, width, height) - 0.02),
                  Math.ceil(sample(block, x, y, width, height) + 0.02));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8,8", "4,4", "2,2", "1,1", "8,4"})
  void makesTheSameOfAFlatBlockTheShortWay(int width, int height) {
    for (int first = -2000; first < 2000; first += 7) {
      int[] block = new int[64];
      block[0] = first;
      byte[] samples = new byte[64];
      byte[] flat = new byte[64];
      InverseTransform transform = new InverseTransform(width, height);
      transform.apply(block, 63, samples, 0, 8);
      transform.applyFlat(first, flat, 0, 8);
      assertThat(flat).isEqualTo(samples);
    }
  }

  /** ITU-T T.81, A.3.3, with the cosines of the lower frequencies sampled at fewer points. */
  private static double sample(int[] block, int x, int y, int width, int height) {
    double sum = 0;
    for (int v = 0; v < height; v++) {
      for (int u = 0; u < width; u++) {
        sum +=
            (u == 0 ? Math.sqrt(0.5) : 1)
                * (v == 0 ? Math.sqrt(0.5) : 1)
                * block[8 * v + u]
                * Math.cos((2 * x + 1) * u * Math.PI / (2 * width))
                * Math.cos((2 * y + 1) * v * Math.PI / (2 * height));
      }
    }
    return Math.max(0, Math.min(255, 128 + sum / 4));
  }
}
