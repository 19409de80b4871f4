package org.melascope.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerceptualHashTest {
  private static final int SIZE = 20;

  private static float[] random(long seed) {
    Random random = new Random(seed);
    float[] square = new float[SIZE * SIZE];
    for (int i = 0; i < square.length; i++) {
      square[i] = random.nextFloat();
    }
    return square;
  }

  @ParameterizedTest
  @EnumSource(Turn.class)
  void hashOfATurnedPictureFollowsFromTheHash(Turn turn) {
    for (int seed = 0; seed < 20; seed++) {
      float[] square = random(seed);
      PerceptualHash hash = PerceptualHash.of(square, SIZE, 2);
      assertThat(hash.turned(turn)).isEqualTo(PerceptualHash.of(turn.apply(square, SIZE), SIZE, 2));
    }
  }

  @Test
  void aBrighterPictureOfMoreContrastHasTheSameHash() {
    float[] square = random(1);
    float[] brighter = square.clone();
    for (int i = 0; i < brighter.length; i++) {
      brighter[i] = 1.7f * brighter[i] + 30;
    }
    assertThat(PerceptualHash.of(brighter, SIZE, 0)).isEqualTo(PerceptualHash.of(square, SIZE, 0));
  }

  /** A wave of one frequency sets the bit of that frequency, with its sign. */
  @Test
  void bitsAreTheSignsOfCosineCoefficients() {
    float[] wave = new float[SIZE * SIZE];
    for (int i = 0; i < wave.length; i++) {
      double across = Math.cos(Math.PI * 3 * (i % SIZE + 0.5) / SIZE);
      int y = i / SIZE;
      double down = Math.cos(Math.PI * 2 * (y + 0.5) / SIZE);
      wave[i] = (float) (across * down);
    }
    long bit = 1L << (8 * 2 + 3);
    assertThat(PerceptualHash.of(wave, SIZE, 0).bits() & bit).isEqualTo(bit);
    float[] mirrored = Turn.MIRRORED.apply(wave, SIZE);
    assertThat(PerceptualHash.of(mirrored, SIZE, 0).bits() & bit).isZero();
  }

  @Test
  void unrelatedPicturesDifferInAboutHalfOfTheBits() {
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      PerceptualHash one = PerceptualHash.of(random(seed), SIZE, 0);
      sum += one.distance(PerceptualHash.of(random(1000 + seed), SIZE, 0));
    }
    assertThat(sum / 200).isBetween(30.0, 33.0);
  }
}
