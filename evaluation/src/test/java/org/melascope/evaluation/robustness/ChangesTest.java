package org.melascope.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.melascope.image.LesionImage;

class ChangesTest {
  /** Smooth enough for interpolation, different in every corner. */
  private static LesionImage gradient(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rgb[3 * (y * width + x)] = (byte) (255 * x / (width - 1));
        rgb[3 * (y * width + x) + 1] = (byte) (255 * y / (height - 1));
        rgb[3 * (y * width + x) + 2] = 100;
      }
    }
    return LesionImage.of(width, height, rgb);
  }

  private static LesionImage noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(7).nextBytes(rgb);
    return LesionImage.of(width, height, rgb);
  }

  private static LesionImage grey(int width, int height, int level) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) level);
    return LesionImage.of(width, height, rgb);
  }

  @Test
  void aQuarterTurnTakesTheTopLeftToTheTopRight() {
    LesionImage picture = noise(5, 3);
    LesionImage turned = Changes.quarterTurn(picture);

    assertThat(turned.width()).isEqualTo(3);
    assertThat(turned.height()).isEqualTo(5);
    assertThat(turned.sample(2, 0, 0)).isEqualTo(picture.sample(0, 0, 0));
    assertThat(turned.sample(2, 4, 1)).isEqualTo(picture.sample(4, 0, 1));
    LesionImage round = Changes.quarterTurn(Changes.quarterTurn(Changes.quarterTurn(turned)));
    assertThat(round.toRgb()).isEqualTo(picture.toRgb());
  }

  @Test
  void mirroringTwiceIsNothing() {
    LesionImage picture = noise(5, 4);

    assertThat(Changes.leftRight(picture).sample(0, 2, 1)).isEqualTo(picture.sample(4, 2, 1));
    assertThat(Changes.topBottom(picture).sample(3, 0, 2)).isEqualTo(picture.sample(3, 3, 2));
    assertThat(Changes.leftRight(Changes.leftRight(picture)).toRgb()).isEqualTo(picture.toRgb());
    assertThat(Changes.topBottom(Changes.topBottom(picture)).toRgb()).isEqualTo(picture.toRgb());
  }

  @Test
  void turningByNoughtIsNothingAndByNinetyIsTheQuarterTurnTheOtherWay() {
    LesionImage picture = gradient(40, 40);
    LesionImage turned = Changes.turned(picture, 90);
    LesionImage quarters = Changes.quarterTurn(Changes.quarterTurn(Changes.quarterTurn(picture)));

    assertThat(Changes.turned(picture, 0).toRgb()).isEqualTo(picture.toRgb());
    for (int i = 0; i < 40; i++) {
      assertThat(turned.sample(i, 7, 0)).isCloseTo(quarters.sample(i, 7, 0), within(7));
      assertThat(turned.sample(i, 7, 1)).isCloseTo(quarters.sample(i, 7, 1), within(7));
    }
  }

  @Test
  void turningKeepsTheSizeAndFillsTheCornersWithSkin() {
    LesionImage turned = Changes.turned(grey(50, 30, 140), 30);

    assertThat(turned.width()).isEqualTo(50);
    assertThat(turned.height()).isEqualTo(30);
    assertThat(turned.toRgb()).containsOnly(140);
  }

  @Test
  void brightnessAndContrastAreLinearAndCutOff() {
    LesionImage picture = gradient(52, 8);
    LesionImage brighter = Changes.rescaled(picture, 1.2, 0);

    assertThat(brighter.sample(0, 0, 2)).isEqualTo(120);
    assertThat(brighter.sample(51, 0, 0)).isEqualTo(255);
    assertThat(Changes.rescaled(picture, 0.8, 0).sample(0, 0, 2)).isEqualTo(80);
    // 100 is 20 below 120: with half the contrast 10 below.
    assertThat(Changes.rescaled(picture, 0.5, 60).sample(0, 0, 2)).isEqualTo(110);
    assertThat(Changes.mean(grey(3, 3, 140))).isEqualTo(140);
  }

  @Test
  void blurKeepsTheMeanAndTakesTheNoise() {
    LesionImage picture = noise(100, 100);
    LesionImage blurred = Changes.blurred(picture, 0.01);

    assertThat(Changes.mean(blurred)).isCloseTo(Changes.mean(picture), within(1.0));
    assertThat(deviation(blurred)).isLessThan(0.5 * deviation(picture));
    assertThat(Changes.blurred(grey(60, 40, 90), 0.01).toRgb()).containsOnly(90);
  }

  private static double deviation(LesionImage picture) {
    double mean = Changes.mean(picture);
    double sum = 0;
    byte[] rgb = picture.toRgb();
    for (byte sample : rgb) {
      sum += Math.pow((sample & 0xff) - mean, 2);
    }
    return Math.sqrt(sum / rgb.length);
  }

  @Test
  void halvingHalvesAndNeverLosesThePicture() {
    assertThat(Changes.halved(grey(7, 5, 60)).toString()).isEqualTo("LesionImage[3x2]");
    assertThat(Changes.halved(grey(7, 5, 60)).toRgb()).containsOnly(60);
    assertThat(Changes.halved(grey(1, 1, 60)).toString()).isEqualTo("LesionImage[1x1]");
  }

  @Test
  void lowerJpegQualityIsFurtherFromThePicture() {
    LesionImage picture = noise(64, 48);
    double atFifty = distance(picture, Changes.jpeg(picture, 0.5));
    double atThirty = distance(picture, Changes.jpeg(picture, 0.3));

    assertThat(atFifty).isPositive();
    assertThat(atThirty).isGreaterThan(atFifty);
    assertThat(distance(grey(64, 48, 100), Changes.jpeg(grey(64, 48, 100), 0.5))).isLessThan(2);
  }

  private static double distance(LesionImage first, LesionImage second) {
    byte[] a = first.toRgb();
    byte[] b = second.toRgb();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
    }
    return sum / a.length;
  }

  @Test
  void marksAreDrawnWhereTheyBelongAndNotOverTheMiddle() {
    LesionImage skin = grey(200, 150, 180);
    LesionImage ruler = Marks.ruler(skin);
    LesionImage pen = Marks.pen(skin);

    assertThat(changedRows(skin, ruler)).isBetween(5L, 25L);
    assertThat(ruler.sample(100, 138, 0)).isLessThan(120);
    for (LesionImage marked : new LesionImage[] {ruler, pen}) {
      assertThat(marked.sample(100, 75, 0)).isEqualTo(180);
      assertThat(marked.toString()).isEqualTo(skin.toString());
    }
    assertThat(distance(skin, pen)).isPositive();
  }

  private static long changedRows(LesionImage first, LesionImage second) {
    long rows = 0;
    for (int y = 0; y < first.height(); y++) {
      boolean changed = false;
      for (int x = 0; x < first.width(); x++) {
        changed |= first.sample(x, y, 0) != second.sample(x, y, 0);
      }
      rows += changed ? 1 : 0;
    }
    return rows;
  }

  @Test
  void everyChangeWorksOnTheSmallestPictures() {
    for (Perturbation perturbation : Perturbation.ALL) {
      for (LesionImage picture : new LesionImage[] {grey(1, 1, 9), noise(3, 2), noise(2, 9)}) {
        assertThat(perturbation.change().apply(picture).width()).isPositive();
      }
    }
    assertThat(Perturbation.ALL).extracting(Perturbation::name).doesNotHaveDuplicates();
  }
}
