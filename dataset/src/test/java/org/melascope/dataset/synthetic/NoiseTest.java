package org.melascope.dataset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NoiseTest {
  private final Noise noise = new Noise(42);

  @Test
  void whiteNoiseIsUniform() {
    int[] tenths = new int[10];
    for (int x = 0; x < 100; x++) {
      for (int y = 0; y < 100; y++) {
        tenths[(int) (10 * noise.white(x, y))]++;
      }
    }

    // Expected 1,000 each, with a standard deviation of 30.
    for (int count : tenths) {
      assertThat(count).isBetween(880, 1120);
    }
  }

  @Test
  void smoothNoiseIsZeroOnTheGridAndHasNoJumps() {
    assertThat(noise.smooth(3, -7)).isZero();
    for (double x = -3; x < 3; x += 0.01) {
      assertThat(noise.smooth(x + 0.01, 0.3)).isCloseTo(noise.smooth(x, 0.3), within(0.06));
    }
  }

  @Test
  void fractalNoiseFillsItsRangeAroundZero() {
    double sum = 0;
    double largest = 0;
    for (int i = 0; i < 10_000; i++) {
      int row = i / 100;
      double value = noise.fractal(i % 100 * 0.37, row * 0.37, 5);
      sum += value;
      largest = Math.max(largest, Math.abs(value));
    }

    assertThat(sum / 10_000).isCloseTo(0, within(0.1));
    assertThat(largest).isBetween(0.5, 1.4);
  }

  @Test
  void cellsKnowTheirTwoNearestPoints() {
    for (int i = 0; i < 1000; i++) {
      Noise.Cell cell = noise.cell(i * 0.173, i * -0.091);
      // A point of the own square is at most its diagonal away.
      assertThat(cell.nearest()).isBetween(0.0, Math.sqrt(2));
      assertThat(cell.inset()).isNotNegative();
      assertThat(cell.value()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void seedsAndPartsDiffer() {
    assertThat(noise.smooth(0.4, 0.6)).isEqualTo(new Noise(42).smooth(0.4, 0.6));
    assertThat(noise.smooth(0.4, 0.6)).isNotEqualTo(new Noise(43).smooth(0.4, 0.6));
    assertThat(noise.part("a").white(1, 1)).isNotEqualTo(noise.part("b").white(1, 1));
  }
}
