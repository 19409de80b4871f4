package org.melascope.training.augmentation;

/** Gaussian blur of a square picture, separable, the edge pixels repeated outwards. */
final class GaussianBlur {
  private GaussianBlur() {}

  /**
   * Blurs in place.
   *
   * @param samples {@code [3, size, size]}
   * @param deviation of the Gaussian in pixels; below 0.2 nothing is changed
   */
  static void apply(float[] samples, int size, double deviation) {
    if (deviation < 0.2) {
      return;
    }
    float[] kernel = kernel(deviation);
    float[] buffer = new float[size];
    for (int channel = 0; channel < 3; channel++) {
      int plane = channel * size * size;
      for (int i = 0; i < size; i++) {
        line(samples, plane + i * size, 1, size, kernel, buffer);
      }
      for (int i = 0; i < size; i++) {
        line(samples, plane + i, size, size, kernel, buffer);
      }
    }
  }

  private static void line(
      float[] samples, int start, int stride, int size, float[] kernel, float[] buffer) {
    int radius = kernel.length / 2;
    for (int i = 0; i < size; i++) {
      buffer[i] = samples[start + i * stride];
    }
    for (int i = 0; i < size; i++) {
      float sum = 0;
      for (int k = -radius; k <= radius; k++) {
        sum += kernel[k + radius] * buffer[Math.max(0, Math.min(size - 1, i + k))];
      }
      samples[start + i * stride] = sum;
    }
  }

  private static float[] kernel(double deviation) {
    int radius = (int) Math.ceil(3 * deviation);
    float[] kernel = new float[2 * radius + 1];
    double sum = 0;
    for (int k = -radius; k <= radius; k++) {
      double weight = Math.exp(-k * k / (2 * deviation * deviation));
      kernel[k + radius] = (float) weight;
      sum += weight;
    }
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] /= (float) sum;
    }
    return kernel;
  }
}
