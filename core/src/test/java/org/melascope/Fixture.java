package org.melascope;

import java.nio.file.Path;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.image.LesionImage;

/** A bundle whose network has random weights, and pictures to show it. */
public final class Fixture {
  /** A bundle of format version 1: 32 x 32 pixels, patches of 8, {@code cli} has its maker. */
  public static final Path BUNDLE = Path.of("src/test/resources/bundle-v1");

  private Fixture() {}

  static Bundle bundle() {
    try {
      return Bundle.open(BUNDLE);
    } catch (UnusableBundleException e) {
      throw new AssertionError(e);
    }
  }

  /** A picture whose pixels depend on a number. */
  static LesionImage picture(int number) {
    byte[] rgb = new byte[3 * 48 * 36];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((i * (i + 3 * number)) >> 4);
    }
    return LesionImage.of(48, 36, rgb);
  }

  /** A picture of one colour. */
  static LesionImage plain(int width, int height, int red, int green, int blue) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) red;
      rgb[i + 1] = (byte) green;
      rgb[i + 2] = (byte) blue;
    }
    return LesionImage.of(width, height, rgb);
  }
}
