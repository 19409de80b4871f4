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
  private final Excerpt excerpt;

  private LesionImage(byte[] rgb, Excerpt excerpt) {
    int width = excerpt.width();
    int height = excerpt.height();
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
    this.excerpt = excerpt;
  }

  /**
   * A picture of a copy of these bytes.
   *
   * @param rgb interleaved 8-bit RGB, {@code 3 * width * height} bytes
   */
  public static LesionImage of(int width, int height, byte[] rgb) {
    return owning(width, height, rgb.clone());
  }

  /**
   * Like {@link #of}, without the copy: the caller gives the array away and must not write to it
   * any more.
   */
  static LesionImage owning(int width, int height, byte[] rgb) {
    return owning(rgb, Excerpt.whole(width, height));
  }

  /**
   * Like {@link #owning(int, int, byte[])}, of what was decoded of a picture.
   *
   * @param excerpt has the size
   */
  static LesionImage owning(byte[] rgb, Excerpt excerpt) {
    return new LesionImage(rgb, excerpt);
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
   * Width of the picture in the file, upright, in its pixels: {@link #width()} unless only what a
   * network sees of it was decoded.
   */
  public int originalWidth() {
    return excerpt.originalWidth();
  }

  /** Height of the picture in the file; see {@link #originalWidth()}. */
  public int originalHeight() {
    return excerpt.originalHeight();
  }

  /** Which part of the picture in the file it shows. */
  Excerpt excerpt() {
    return excerpt;
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
