package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares pictures sample by sample. */
final class ImageAssert {
  /** What a sample should be. */
  interface Expected {
    int sample(int x, int y, int channel);
  }

  private ImageAssert() {}

  static void assertSamples(
      LesionImage image, int width, int height, int tolerance, Expected expected) {
    assertThat(image.width()).as("width").isEqualTo(width);
    assertThat(image.height()).as("height").isEqualTo(height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          int difference = Math.abs(image.sample(x, y, channel) - expected.sample(x, y, channel));
          if (difference > tolerance) {
            assertThat(image.sample(x, y, channel))
                .as("sample (%d, %d) of channel %d", x, y, channel)
                .isEqualTo(expected.sample(x, y, channel));
          }
        }
      }
    }
  }

  /** The common test picture, exactly. */
  static void assertIsTestPicture(LesionImage image, int tolerance) {
    assertSamples(image, 24, 16, tolerance, TestPictures::sample);
  }

  /** The common test picture laid on white with its common opacity. */
  static void assertIsTestPictureOnWhite(LesionImage image, int tolerance) {
    assertSamples(image, 24, 16, tolerance, ImageAssert::onWhite);
  }

  static int onWhite(int x, int y, int channel) {
    double share = TestPictures.opacity(x) / 255.0;
    return (int) Math.round(TestPictures.sample(x, y, channel) * share + 255 * (1 - share));
  }
}
