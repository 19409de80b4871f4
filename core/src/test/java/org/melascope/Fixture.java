package org.melascope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.gates.QualityLimits;
import org.melascope.gates.Reason;
import org.melascope.image.LesionImage;

/** A bundle whose network has random weights, and pictures to show it. */
public final class Fixture {
  /**
   * A bundle of format version 2: 32 x 32 pixels, patches of 8, gates that let nearly everything
   * pass; {@code cli} has its maker.
   */
  public static final Path BUNDLE = Path.of("src/test/resources/bundle-v2");

  /** The same network in a bundle of format version 1, without gates. */
  public static final Path WITHOUT_GATES = Path.of("src/test/resources/bundle-v1");

  private Fixture() {}

  static Bundle bundle() {
    try {
      return Bundle.open(BUNDLE);
    } catch (UnusableBundleException e) {
      throw new AssertionError(e);
    }
  }

  /** The bundle with another limit for one measure of quality. */
  static Bundle strict(Reason reason, double limit) {
    return changed(
        limits -> {
          Map<String, Double> quality = new TreeMap<>(limits.quality().limits());
          quality.put(reason.code(), limit);
          return new BundleDescription.GateLimits(
              new QualityLimits(quality),
              limits.novelty(),
              limits.conformal(),
              limits.views(),
              limits.data());
        });
  }

  /** The bundle with other gates. */
  static Bundle changed(UnaryOperator<BundleDescription.GateLimits> change) {
    BundleDescription old = bundle().description();
    BundleDescription changed =
        new BundleDescription(
            old.formatVersion(),
            old.name(),
            old.version(),
            old.created(),
            old.intendedUse(),
            old.terms(),
            old.network(),
            old.diagnoses(),
            old.preprocessing(),
            old.calibration(),
            old.operatingCurve(),
            old.defaultSensitivity(),
            old.gates().map(change),
            old.data(),
            old.training());
    try {
      Path folder = Files.createTempDirectory("bundle");
      Bundle.write(folder, changed, bundle().model(), bundle().gates().orElseThrow().novelty());
      Bundle written = Bundle.open(folder);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
      return written;
    } catch (IOException | UnusableBundleException e) {
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

  /** A square picture whose pixels depend on a number. */
  static LesionImage square(int number) {
    byte[] rgb = new byte[3 * 32 * 32];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((i * (i + 3 * number)) >> 5);
    }
    return LesionImage.of(32, 32, rgb);
  }

  /** A square picture turned by 90 degrees clockwise. */
  static LesionImage turned(LesionImage picture) {
    int side = picture.width();
    byte[] rgb = new byte[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int channel = 0; channel < 3; channel++) {
          rgb[3 * (x * side + side - 1 - y) + channel] = (byte) picture.sample(x, y, channel);
        }
      }
    }
    return LesionImage.of(side, side, rgb);
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
