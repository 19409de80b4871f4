package org.melascope.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.util.Optional;

/** Brings decoded samples to opaque sRGB. */
final class Colours {
  private static final int MAX_PROFILE_BYTES = 16_000_000;
  private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);

  private Colours() {}

  /**
   * Interleaved 8-bit sRGB on white, {@code 3 * width * height} bytes; may be the array of the
   * samples.
   *
   * @param profile what the samples mean; ignored if it is damaged or belongs to another kind of
   *     samples
   */
  static byte[] toSrgb(Samples samples, Optional<byte[]> profile) throws PictureFault {
    Optional<byte[]> converted = profile.flatMap(icc -> convert(samples, icc));
    byte[] rgb = converted.isPresent() ? converted.get() : withoutProfile(samples);
    if (samples.opacity().length > 0) {
      layOnWhite(rgb, samples.opacity());
    }
    return rgb;
  }

  private static Optional<byte[]> convert(Samples samples, byte[] icc) {
    if (icc.length > MAX_PROFILE_BYTES) {
      return Optional.empty();
    }
    try {
      ICC_Profile profile = ICC_Profile.getInstance(icc);
      if (!describes(profile, samples)) {
        return Optional.empty();
      }
      Samples rgb =
          Samples.ofRgb(
              samples.width(), samples.height(), new byte[3 * samples.width() * samples.height()]);
      new ColorConvertOp(new ICC_Profile[] {profile, SRGB}, null)
          .filter(samples.asRaster(), rgb.asRaster());
      return Optional.of(rgb.colour());
    } catch (IllegalArgumentException | CMMException | IndexOutOfBoundsException e) {
      // A damaged profile: the samples then count as sRGB, as in browsers.
      return Optional.empty();
    }
  }

  private static boolean describes(ICC_Profile profile, Samples samples) {
    int space =
        switch (samples.components()) {
          case 1 -> ColorSpace.TYPE_GRAY;
          case 3 -> ColorSpace.TYPE_RGB;
          default -> ColorSpace.TYPE_CMYK;
        };
    int kind = profile.getProfileClass();
    return profile.getColorSpaceType() == space
        && profile.getNumComponents() == samples.components()
        && (kind == ICC_Profile.CLASS_DISPLAY
            || kind == ICC_Profile.CLASS_INPUT
            || kind == ICC_Profile.CLASS_OUTPUT
            || kind == ICC_Profile.CLASS_COLORSPACECONVERSION);
  }

  private static byte[] withoutProfile(Samples samples) throws PictureFault {
    return switch (samples.components()) {
      case 1 -> greyToRgb(samples.colour());
      case 3 -> samples.colour();
      case 4 -> inksToRgb(samples.colour());
      default ->
          throw PictureFault.unsupported(
              "a picture of " + samples.components() + " colour components");
    };
  }

  private static byte[] greyToRgb(byte[] grey) {
    byte[] rgb = new byte[3 * grey.length];
    for (int i = 0; i < grey.length; i++) {
      rgb[3 * i] = grey[i];
      rgb[3 * i + 1] = grey[i];
      rgb[3 * i + 2] = grey[i];
    }
    return rgb;
  }

  /** Each ink lets through what it does not cover: R = (1 - C)(1 - K). */
  private static byte[] inksToRgb(byte[] inks) {
    byte[] rgb = new byte[inks.length / 4 * 3];
    for (int pixel = 0; pixel < inks.length / 4; pixel++) {
      int white = 255 - (inks[4 * pixel + 3] & 0xff);
      for (int i = 0; i < 3; i++) {
        rgb[3 * pixel + i] = (byte) ((white * (255 - (inks[4 * pixel + i] & 0xff)) + 127) / 255);
      }
    }
    return rgb;
  }

  private static void layOnWhite(byte[] rgb, byte[] opacity) {
    for (int i = 0; i < rgb.length; i++) {
      int share = opacity[i / 3] & 0xff;
      rgb[i] = (byte) (((rgb[i] & 0xff) * share + 255 * (255 - share) + 127) / 255);
    }
  }
}
