package org.melascope.evaluation.robustness;

import org.melascope.image.LesionImage;

/**
 * Gaussian blur, separable, in floating point: Java's own convolution cuts decimals off and so
 * darkens the picture. Beyond its edges the picture goes on mirrored.
 */
final class Blur {
  private final float[] weights;

  /**
   * Prepares a blur.
   *
   * @param deviation standard deviation in pixels, positive
   */
  Blur(double deviation) {
    int radius = (int) Math.ceil(3 * deviation);
    weights = new float[2 * radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      weights[i + radius] = (float) Math.exp(-i * i / (2 * deviation * deviation));
      sum += weights[i + radius];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= (float) sum;
    }
  }

  LesionImage apply(LesionImage picture) {
    int width = picture.width();
    int height = picture.height();
    byte[] rgb = picture.toRgb();
    float[] samples = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      samples[i] = rgb[i] & 0xff;
    }
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < height; y++) {
        line(samples, 3 * y * width + channel, 3, width);
      }
      for (int x = 0; x < width; x++) {
        line(samples, 3 * x + channel, 3 * width, height);
      }
    }
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.max(0, Math.min(255, Math.round(samples[i])));
    }
    return LesionImage.of(width, height, rgb);
  }

  /** Blurs one row or column of one channel in place. */
  private void line(float[] samples, int start, int stride, int length) {
    int radius = weights.length / 2;
    float[] before = new float[length];
    for (int i = 0; i < length; i++) {
      before[i] = samples[start + i * stride];
    }
    for (int i = 0; i < length; i++) {
      float sum = 0;
      for (int k = -radius; k <= radius; k++) {
        sum += weights[k + radius] * before[mirrored(i + k, length)];
      }
      samples[start + i * stride] = sum;
    }
  }

  private static int mirrored(int position, int length) {
    int inPeriod = Math.floorMod(position, 2 * length);
    return inPeriod < length ? inPeriod : 2 * length - 1 - inPeriod;
  }
}
