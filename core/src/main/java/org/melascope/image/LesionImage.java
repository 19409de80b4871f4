package org.melascope.image;

/**
 * A picture of a lesion: upright, sRGB, opaque, without metadata. Immutable.
 *
 * <p>Pixels are 8-bit RGB, row by row from the top, left to right; pixel (0, 0) is the top left one
 * and covers the square from (0, 0) to (1, 1) of the picture's continuous coordinates, so its
 * centre lies at (0.5, 0.5).
 */
public final class LesionImage {
  private final int width;
  private final int height;
  private final byte[] rgb;

  private LesionImage(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture needs at least one pixel, not " + width + "x" + height);
    }
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "expected "
              + 3L * width * height
              + " bytes for "
              + width
              + "x"
              + height
              + " RGB, got "
              + rgb.length);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /**
   * A picture of a copy of these bytes.
   *
   * @param rgb interleaved 8-bit RGB, {@code 3 * width * height} bytes
   */
  public static LesionImage of(int width, int height, byte[] rgb) {
    return new LesionImage(width, height, rgb.clone());
  }

  /**
   * Like {@link #of}, without the copy: the caller gives the array away and must not write to it
   * any more.
   */
  static LesionImage owning(int width, int height, byte[] rgb) {
    return new LesionImage(width, height, rgb);
  }

  /** Width in pixels, at least 1. */
  public int width() {
    return width;
  }

  /** Height in pixels, at least 1. */
  public int height() {
    return height;
  }

  /**
   * One sample, 0 to 255.
   *
   * @param channel 0 red, 1 green, 2 blue
   */
  public int sample(int x, int y, int channel) {
    return rgb[3 * (y * width + x) + channel] & 0xff;
  }

  /** All samples, interleaved 8-bit RGB: the array itself, which nobody may write to. */
  byte[] samples() {
    return rgb;
  }

  /** A copy of all samples: interleaved 8-bit RGB. */
  public byte[] toRgb() {
    return rgb.clone();
  }

  @Override
  public String toString() {
    return "LesionImage[" + width + "x" + height + "]";
  }
}
