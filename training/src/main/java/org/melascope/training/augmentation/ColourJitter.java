package org.melascope.training.augmentation;

import java.util.random.RandomGenerator;

/**
 * Random changes of light and camera: gain of each channel, brightness, contrast, saturation,
 * gamma.
 */
final class ColourJitter {
  private ColourJitter() {}

  /**
   * Changes a picture in place.
   *
   * @param samples in [0, 255], channel by channel; stay in that range
   * @param strength standard deviation of the logarithm of each change; 0 changes nothing
   */
  static void apply(float[] samples, double strength, RandomGenerator random) {
    if (strength == 0) {
      return;
    }
    int plane = samples.length / 3;
    float brightness = factor(1.5 * strength, random);
    float contrast = factor(1.5 * strength, random);
    float saturation = factor(2 * strength, random);
    float[] gains = {factor(strength, random), factor(strength, random), factor(strength, random)};
    double gamma = factor(1.5 * strength, random);
    float mean = mean(samples);
    float[] curve = curve(gamma);
    for (int i = 0; i < plane; i++) {
      float grey =
          0.299f * samples[i] + 0.587f * samples[plane + i] + 0.114f * samples[2 * plane + i];
      for (int channel = 0; channel < 3; channel++) {
        float value = samples[channel * plane + i];
        value = grey + (value - grey) * saturation;
        value = (mean + (value - mean) * contrast) * brightness * gains[channel];
        samples[channel * plane + i] = bent(value, curve);
      }
    }
  }

  private static float factor(double deviation, RandomGenerator random) {
    return (float) Math.exp(deviation * random.nextGaussian());
  }

  private static float mean(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    return (float) (sum / samples.length);
  }

  private static float[] curve(double gamma) {
    float[] curve = new float[257];
    for (int i = 0; i <= 256; i++) {
      curve[i] = (float) (255 * Math.pow(Math.min(i, 255) / 255.0, gamma));
    }
    return curve;
  }

  private static float bent(float value, float[] curve) {
    float bounded = Math.max(0, Math.min(255, value));
    int below = (int) bounded;
    return curve[below] + (curve[below + 1] - curve[below]) * (bounded - below);
  }
}
