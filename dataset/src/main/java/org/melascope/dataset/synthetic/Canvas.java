package org.melascope.dataset.synthetic;

import org.melascope.image.LesionImage;

/** A picture in the making: linear light, red, green and blue, 1 is white. */
final class Canvas {
  /** A colour in linear light. */
  record Colour(double red, double green, double blue) {
    /** From 8-bit sRGB. */
    static Colour ofSrgb(int red, int green, int blue) {
      return new Colour(linear(red), linear(green), linear(blue));
    }

    /**
     * What is left of light of this colour behind absorbers of the given optical density per
     * channel.
     */
    Colour through(double density, Colour absorber) {
      return new Colour(
          red * StrictMath.exp(-density * absorber.red),
          green * StrictMath.exp(-density * absorber.green),
          blue * StrictMath.exp(-density * absorber.blue));
    }

    Colour mix(Colour other, double share) {
      return new Colour(
          Noise.mix(red, other.red, share),
          Noise.mix(green, other.green, share),
          Noise.mix(blue, other.blue, share));
    }

    Colour times(double factor) {
      return new Colour(red * factor, green * factor, blue * factor);
    }

    private static double linear(int sample) {
      double v = sample / 255.0;
      return v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4);
    }
  }

  private final int width;
  private final int height;
  private final float[][] planes;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.planes = new float[3][width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The unit of lengths in a scene: a pixel of a picture whose shorter side has 450. */
  double unit() {
    return Math.min(width, height) / 450.0;
  }

  Colour get(int x, int y) {
    int i = y * width + x;
    return new Colour(planes[0][i], planes[1][i], planes[2][i]);
  }

  void set(int x, int y, Colour colour) {
    int i = y * width + x;
    planes[0][i] = (float) colour.red;
    planes[1][i] = (float) colour.green;
    planes[2][i] = (float) colour.blue;
  }

  /** Covers a pixel with a share of a colour; a pixel outside the picture is left out. */
  void cover(int x, int y, Colour colour, double share) {
    if (share > 0 && x >= 0 && y >= 0 && x < width && y < height) {
      set(x, y, get(x, y).mix(colour, Math.min(1, share)));
    }
  }

  /**
   * Gaussian blur with the given standard deviation in pixels; the edge pixels are repeated
   * outwards.
   */
  void blur(double deviation) {
    if (deviation < 0.1) {
      return;
    }
    int reach = (int) Math.ceil(3 * deviation);
    float[] weights = new float[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      double weight = StrictMath.exp(-i * i / (2 * deviation * deviation));
      weights[i + reach] = (float) weight;
      sum += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= (float) sum;
    }
    for (int channel = 0; channel < 3; channel++) {
      float[] across = blurred(planes[channel], weights, 1, 0);
      planes[channel] = blurred(across, weights, 0, 1);
    }
  }

  private float[] blurred(float[] plane, float[] weights, int stepX, int stepY) {
    int reach = weights.length / 2;
    float[] result = new float[plane.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int i = -reach; i <= reach; i++) {
          int sourceX = Math.max(0, Math.min(width - 1, x + i * stepX));
          int sourceY = Math.max(0, Math.min(height - 1, y + i * stepY));
          sum += weights[i + reach] * plane[sourceY * width + sourceX];
        }
        result[y * width + x] = sum;
      }
    }
    return result;
  }

  /** The picture as a camera records it: sRGB with a little grain. */
  LesionImage develop(Noise grain) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      double common = grain.white(i, 3) + grain.white(i, 4) - 1;
      for (int channel = 0; channel < 3; channel++) {
        double own = grain.white(i, channel) - 0.5;
        double value = 255 * gamma(planes[channel][i]) + 2.2 * common + 1.6 * own;
        rgb[3 * i + channel] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      }
    }
    return LesionImage.of(width, height, rgb);
  }

  private static double gamma(double linear) {
    double v = Math.max(0, Math.min(1, linear));
    return v <= 0.0031308 ? 12.92 * v : 1.055 * StrictMath.pow(v, 1 / 2.4) - 0.055;
  }
}
