package org.melascope.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ColourJitterTest {
  private static final int PIXELS = 500;

  @Test
  void changesNothingAtStrengthZero() {
    float[] samples = noise();
    float[] before = samples.clone();
    ColourJitter.apply(samples, 0, new SplittableRandom(1));
    assertThat(samples).containsExactly(before);
  }

  @Test
  void changesLittleAtLittleStrength() {
    float[] samples = noise();
    float[] before = samples.clone();
    ColourJitter.apply(samples, 1e-5, new SplittableRandom(1));
    assertThat(samples).containsExactly(before, within(0.2f)).isNotEqualTo(before);
  }

  @Test
  void staysInRangeHoweverStrong() {
    for (int seed = 0; seed < 200; seed++) {
      float[] samples = noise();
      ColourJitter.apply(samples, 2, new SplittableRandom(seed));
      for (float sample : samples) {
        assertThat(sample).isBetween(0f, 255f);
      }
    }
  }

  @Test
  void keepsEqualPixelsEqualAndTheOrderOfGreys() {
    for (int seed = 0; seed < 50; seed++) {
      float[] greys = new float[3 * 256];
      for (int i = 0; i < greys.length; i++) {
        greys[i] = i % 256;
      }
      ColourJitter.apply(greys, 0.3, new SplittableRandom(seed));
      for (int channel = 0; channel < 3; channel++) {
        for (int grey = 1; grey < 256; grey++) {
          assertThat(greys[channel * 256 + grey])
              .isGreaterThanOrEqualTo(greys[channel * 256 + grey - 1]);
        }
      }
    }
  }

  /** The same draws in the same order, pixel by pixel in double precision and without a table. */
  @Test
  void multipliesSaturationContrastBrightnessAndGainsAndBendsByGamma() {
    for (int seed = 0; seed < 20; seed++) {
      float[] samples = noise();
      float[] expected = twin(samples, 0.1, new SplittableRandom(seed));
      ColourJitter.apply(samples, 0.1, new SplittableRandom(seed));
      // The table is linear between whole grey levels, where a root is steep near black.
      assertThat(samples).containsExactly(expected, within(1f));
    }
  }

  private static float[] twin(float[] samples, double strength, RandomGenerator random) {
    double brightness = Math.exp(1.5 * strength * random.nextGaussian());
    double contrast = Math.exp(1.5 * strength * random.nextGaussian());
    double saturation = Math.exp(2 * strength * random.nextGaussian());
    double[] gains = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      gains[channel] = Math.exp(strength * random.nextGaussian());
    }
    double gamma = Math.exp(1.5 * strength * random.nextGaussian());
    double mean = 0;
    for (float sample : samples) {
      mean += sample / samples.length;
    }
    float[] result = new float[samples.length];
    for (int i = 0; i < result.length; i++) {
      int pixel = i % PIXELS;
      double grey =
          0.299 * samples[pixel]
              + 0.587 * samples[PIXELS + pixel]
              + 0.114 * samples[2 * PIXELS + pixel];
      double saturated = grey + (samples[i] - grey) * saturation;
      double contrasted = mean + (saturated - mean) * contrast;
      double lit = contrasted * brightness * gains[i / PIXELS];
      result[i] = (float) (255 * Math.pow(Math.min(255, Math.max(0, lit)) / 255, gamma));
    }
    return result;
  }

  private static float[] noise() {
    Random random = new Random(5);
    float[] samples = new float[3 * PIXELS];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 255 * random.nextFloat();
    }
    return samples;
  }
}
