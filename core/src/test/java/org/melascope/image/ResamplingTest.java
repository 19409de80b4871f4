package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {
  private static LesionImage noise(int width, int height, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new Random(seed).nextBytes(rgb);
    return LesionImage.of(width, height, rgb);
  }

  private static float[] resize(
      LesionImage image,
      double left,
      double top,
      double boxWidth,
      double boxHeight,
      int width,
      int height) {
    float[] result = new float[3 * width * height];
    Arrays.fill(result, Float.NaN);
    Resampling.resize(image, left, top, boxWidth, boxHeight, width, height, result);
    return result;
  }

  private static float[] resize(LesionImage image, int width, int height) {
    return resize(image, 0, 0, image.width(), image.height(), width, height);
  }

  /**
   * One sample straight from the definition: the mean over all pixels of the picture, weighted by
   * the product of two triangles around the place in the picture to which the target pixel's centre
   * belongs.
   */
  private static double reference(
      LesionImage image,
      double left,
      double top,
      double boxWidth,
      double boxHeight,
      int width,
      int height,
      int x,
      int y,
      int channel) {
    double centreX = left + (x + 0.5) * boxWidth / width;
    double centreY = top + (y + 0.5) * boxHeight / height;
    double reachX = Math.max(1, boxWidth / width);
    double reachY = Math.max(1, boxHeight / height);
    double sum = 0;
    double weights = 0;
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        double weight =
            Math.max(0, 1 - Math.abs(column + 0.5 - centreX) / reachX)
                * Math.max(0, 1 - Math.abs(row + 0.5 - centreY) / reachY);
        sum += weight * image.sample(column, row, channel);
        weights += weight;
      }
    }
    return sum / weights;
  }

  @Test
  void agreesWithTheDefinitionOnRandomPicturesBoxesAndSizes() {
    Random random = new Random(42);
    for (int round = 0; round < 150; round++) {
      LesionImage image = noise(1 + random.nextInt(50), 1 + random.nextInt(50), round);
      boolean whole = round % 3 == 0;
      double boxWidth = whole ? image.width() : image.width() * (0.02 + 0.98 * random.nextDouble());
      double boxHeight =
          whole ? image.height() : image.height() * (0.02 + 0.98 * random.nextDouble());
      double left = (image.width() - boxWidth) * random.nextDouble();
      double top = (image.height() - boxHeight) * random.nextDouble();
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(40);
      float[] result = resize(image, left, top, boxWidth, boxHeight, width, height);
      for (int i = 0; i < result.length; i++) {
        int x = i % width;
        int y = i / width % height;
        int channel = i / (width * height);
        double expected =
            reference(image, left, top, boxWidth, boxHeight, width, height, x, y, channel);
        assertThat((double) result[i])
            .as("round %d, sample (%d, %d) of channel %d", round, x, y, channel)
            .isCloseTo(expected, within(2e-3));
      }
    }
  }

  @Test
  void reducesByHand() {
    // Four pixels to two: reach 2, centres 1 and 3; the weights of the first target are 3, 3, 1 of
    // 7.
    LesionImage image =
        LesionImage.of(4, 1, new byte[] {0, 0, 0, 70, 70, 70, 7, 7, 7, 100, 100, 100});
    float[] result = resize(image, 2, 1);
    assertThat(result[0]).isEqualTo((3 * 0 + 3 * 70 + 7) / 7f, within(1e-4f));
    assertThat(result[1]).isEqualTo((70 + 3 * 7 + 3 * 100) / 7f, within(1e-4f));
  }

  @Test
  void enlargesByHand() {
    // Two pixels to four: centres 0.25, 0.75, 1.25, 1.75 between pixel centres 0.5 and 1.5.
    LesionImage image = LesionImage.of(2, 1, new byte[] {0, 0, 0, 100, 100, 100});
    assertThat(Arrays.copyOf(resize(image, 4, 1), 4))
        .containsExactly(new float[] {0, 25, 75, 100}, within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "7,5", "200,150", "64,300"})
  void theSameSizeIsTheSamePicture(int width, int height) {
    LesionImage image = noise(width, height, 3);
    float[] result = resize(image, width, height);
    for (int i = 0; i < result.length; i++) {
      int pixel = i % (width * height);
      assertThat(result[i])
          .isEqualTo(image.sample(pixel % width, pixel / width, i / (width * height)));
    }
  }

  @ParameterizedTest
  @CsvSource({"200,150,224,224", "37,91,16,16", "1,1,50,20", "500,3,7,300"})
  void aPlainPictureStaysPlain(int width, int height, int newWidth, int newHeight) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 203);
    for (float value : resize(LesionImage.of(width, height, rgb), newWidth, newHeight)) {
      assertThat(value).isEqualTo(203, within(1e-3f));
    }
  }

  @Test
  void halvingKeepsTheMeanOfAPictureWhoseBorderIsPlain() {
    // At the border weights fall outside and the others grow; inside each pixel counts the same.
    LesionImage noise = noise(64, 48, 9);
    byte[] rgb = noise.toRgb();
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % 64;
      int y = i / 3 / 64;
      rgb[i] = x < 4 || y < 4 || x >= 60 || y >= 44 ? 0 : rgb[i];
    }
    LesionImage image = LesionImage.of(64, 48, rgb);
    double before = 0;
    for (byte value : rgb) {
      before += value & 0xff;
    }
    double after = 0;
    for (float value : resize(image, 32, 24)) {
      after += value;
    }
    assertThat(after * 4).isCloseTo(before, within(before * 1e-5));
  }

  @Test
  void everySourcePixelCountsWhenReducing() {
    for (int x = 0; x < 40; x++) {
      byte[] rgb = new byte[3 * 40];
      rgb[3 * x] = (byte) 255;
      float[] result = resize(LesionImage.of(40, 1, rgb), 3, 1);
      assertThat(result[0] + result[1] + result[2]).as("pixel %d", x).isGreaterThan(10);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-0.1,0,10,10",
    "0,0,20.1,10",
    "0,5,20,10.1",
    "0,0,0,10",
    "0,0,10,-1",
    "NaN,0,10,10",
    "0,0,NaN,10"
  })
  void refusesRectanglesOutsideThePicture(double left, double top, double width, double height) {
    LesionImage image = noise(20, 15, 1);
    assertThatThrownBy(() -> resize(image, left, top, width, height, 4, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rectangle");
  }

  @Test
  void refusesAResultOfAnotherSize() {
    LesionImage image = noise(20, 15, 1);
    assertThatThrownBy(() -> Resampling.resize(image, 0, 0, 20, 15, 4, 4, new float[47]))
        .hasMessageContaining("4x4 RGB does not fit into 47");
    assertThatThrownBy(() -> Resampling.resize(image, 0, 0, 20, 15, 0, 4, new float[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
