package org.melascope.image;

import java.util.List;

/** Puts the samples of a JPEG's components together to pixels. */
final class JpegColours {
  /** Fractional bits of the factors. */
  private static final int BITS = 16;

  private static final int HALF = 1 << (BITS - 1);
  private static final int RED_OF_CR = factor(1.402);
  private static final int GREEN_OF_CB = factor(0.344136286);
  private static final int GREEN_OF_CR = factor(0.714136286);
  private static final int BLUE_OF_CB = factor(1.772);

  private JpegColours() {}

  private static int factor(double value) {
    return (int) Math.round(value * (1 << BITS));
  }

  /**
   * The pixels of a picture.
   *
   * @param components one or three, with at least as many samples as the picture has pixels
   * @param isYcc whether three are YCbCr as JFIF defines it, not red, green and blue
   */
  static Samples samples(List<JpegComponent> components, boolean isYcc, int width, int height)
      throws PictureFault {
    int count = components.size();
    byte[] pixels = new byte[count * width * height];
    if (count == 3 && isYcc) {
      for (int y = 0; y < height; y++) {
        convertRow(components, y, width, pixels);
      }
    } else {
      for (int i = 0; i < count; i++) {
        copy(components.get(i), i, count, width, height, pixels);
      }
    }
    return Samples.ofColours(width, height, count, pixels);
  }

  private static void copy(
      JpegComponent component, int place, int count, int width, int height, byte[] pixels) {
    byte[] samples = component.samples();
    for (int y = 0; y < height; y++) {
      int from = row(component, y);
      int to = y * width * count + place;
      for (int x = 0; x < width; x++) {
        pixels[to + x * count] = samples[from + x];
      }
    }
  }

  private static void convertRow(List<JpegComponent> components, int y, int width, byte[] pixels) {
    byte[] brightness = components.get(0).samples();
    byte[] blueness = components.get(1).samples();
    byte[] redness = components.get(2).samples();
    int at = row(components.get(0), y);
    int atBlueness = row(components.get(1), y);
    int atRedness = row(components.get(2), y);
    int to = 3 * y * width;
    for (int x = 0; x < width; x++) {
      int grey = brightness[at + x] & 0xff;
      int cb = (blueness[atBlueness + x] & 0xff) - 128;
      int cr = (redness[atRedness + x] & 0xff) - 128;
      pixels[to] = clamp(grey + ((RED_OF_CR * cr + HALF) >> BITS));
      pixels[to + 1] = clamp(grey + ((HALF - GREEN_OF_CB * cb - GREEN_OF_CR * cr) >> BITS));
      pixels[to + 2] = clamp(grey + ((BLUE_OF_CB * cb + HALF) >> BITS));
      to += 3;
    }
  }

  private static int row(JpegComponent component, int y) {
    return component.firstSample() + y * component.stride();
  }

  private static byte clamp(int value) {
    return (byte) ((value & ~0xff) == 0 ? value : value < 0 ? 0 : 255);
  }
}
