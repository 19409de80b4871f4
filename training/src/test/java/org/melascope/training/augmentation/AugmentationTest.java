package org.melascope.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.melascope.image.Framing;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;

class AugmentationTest {
  private static final int SIZE = 16;

  /** Draws flips and quarter turns only. */
  private static final Augmentation TURNS = new Augmentation(1, 1, 1, false, 0, 0, 0, 0, 0, 0, 0);

  @Test
  void showsAllEightFlipsAndQuarterTurnsOfASquarePictureAndNothingElse() {
    LesionImage image = noise(40, 40);
    float[] upright = prepared(image);
    List<float[]> orientations = new ArrayList<>();
    for (int turns = 0; turns < 4; turns++) {
      orientations.add(upright);
      orientations.add(mirrored(upright));
      upright = turned(upright);
    }
    int[] seen = new int[8];
    for (int seed = 0; seed < 400; seed++) {
      float[] view = TURNS.view(image, SIZE, new SplittableRandom(seed));
      int nearest = nearest(orientations, view);
      assertThat(meanDifference(orientations.get(nearest), view)).isLessThan(0.001);
      seen[nearest]++;
    }
    // 50 of each are expected; 20 are more than four standard deviations fewer.
    assertThat(Arrays.stream(seen).min().orElseThrow()).isGreaterThan(20);
  }

  @Test
  void isDecidedByTheSeed() {
    LesionImage image = noise(50, 40);
    float[] view = Augmentation.STRONG.view(image, SIZE, new SplittableRandom(7));
    assertThat(Augmentation.STRONG.view(image, SIZE, new SplittableRandom(7))).isEqualTo(view);
    assertThat(Augmentation.STRONG.view(image, SIZE, new SplittableRandom(8))).isNotEqualTo(view);
  }

  @Test
  void mirrorsAConstantPictureIntoAConstantView() {
    byte[] rgb = new byte[3 * 50 * 40];
    Arrays.fill(rgb, (byte) 180);
    LesionImage image = LesionImage.of(50, 40, rgb);
    Augmentation geometry = new Augmentation(2, 0.3, 2, true, 0.9, 0, 3, 0, 0, 0, 0);
    int constant = 0;
    for (int seed = 0; seed < 200; seed++) {
      float[] view = geometry.view(image, SIZE, new SplittableRandom(seed));
      boolean black = false;
      for (float sample : view) {
        black |= sample < 179.9f;
        assertThat(sample).isBetween(-0.01f, 180.01f);
      }
      constant += black ? 0 : 1;
    }
    // One view in five has black outside of the picture, if it reaches out of it.
    assertThat(constant).isBetween(140, 195);
  }

  @Test
  void staysInTheRangeOfSamplesWithoutNoise() {
    LesionImage image = noise(50, 40);
    Augmentation silent = new Augmentation(1.5, 0.3, 1.5, true, 0.65, 0.5, 2, 0, 0, 0, 0);
    for (int seed = 0; seed < 200; seed++) {
      for (float sample : silent.view(image, SIZE, new SplittableRandom(seed))) {
        assertThat(sample).isBetween(-0.01f, 255.01f);
      }
    }
  }

  @Test
  void addsNoiseOfAtMostTheGivenDeviationToAFifthOfTheViews() {
    LesionImage image = grey(128);
    Augmentation noisy = new Augmentation(1, 1, 1, false, 0, 0, 0, 10, 0, 0, 0);
    int changed = 0;
    double largest = 0;
    for (int seed = 0; seed < 500; seed++) {
      float[] view = noisy.view(image, SIZE, new SplittableRandom(seed));
      double square = 0;
      for (float sample : view) {
        square += (sample - 128) * (sample - 128);
      }
      double deviation = Math.sqrt(square / view.length);
      changed += deviation > 0.01 ? 1 : 0;
      largest = Math.max(largest, deviation);
    }
    assertThat(changed).isBetween(65, 135);
    assertThat(largest).isBetween(8.0, 11.0);
  }

  @Test
  void drawsMarksOverTheShareOfTheViewsThatIsAskedFor() {
    LesionImage image = grey(128);
    Augmentation marking = new Augmentation(1, 1, 1, false, 0, 0, 0, 0, 0.5, 0, 0);
    int marked = 0;
    for (int seed = 0; seed < 200; seed++) {
      float[] view = marking.view(image, 96, new SplittableRandom(seed));
      int changed = 0;
      for (float sample : view) {
        assertThat(sample).isBetween(0f, 255f);
        changed += Math.abs(sample - 128) > 2 ? 1 : 0;
      }
      // A mark covers a part of the picture, never the most of it.
      assertThat(changed).isLessThan(view.length / 2);
      marked += changed > 0 ? 1 : 0;
    }
    assertThat(marked).isBetween(70, 130);
  }

  @Test
  void showsSomeViewsAsSmallJpegFilesDo() {
    LesionImage image = noise(96, 96);
    Augmentation compressing = new Augmentation(1, 1, 1, false, 0, 0, 0, 0, 0, 0.5, 0);
    Augmentation plain = new Augmentation(1, 1, 1, false, 0, 0, 0, 0, 0, 0, 0);
    int compressed = 0;
    for (int seed = 0; seed < 100; seed++) {
      float[] view = compressing.view(image, 96, new SplittableRandom(seed));
      double difference = meanDifference(plain.view(image, 96, new SplittableRandom(seed)), view);
      compressed += difference > 0 ? 1 : 0;
      // Noise is what JPEG keeps worst; what is left is still the same picture.
      assertThat(difference).isLessThan(60);
    }
    assertThat(compressed).isBetween(30, 70);
  }

  @Test
  void losesMoreInSmallerJpegFiles() {
    float[] smallest = prepared(noise(64, 64));
    float[] largest = smallest.clone();
    int size = (int) Math.round(Math.sqrt(smallest.length / 3.0));
    float[] before = smallest.clone();
    JpegArtefacts.apply(smallest, size, 0.1);
    JpegArtefacts.apply(largest, size, 0.95);
    assertThat(meanDifference(before, smallest))
        .isGreaterThan(1.2 * meanDifference(before, largest));
    float[] constant = new float[3 * 32 * 32];
    Arrays.fill(constant, 0, 32 * 32, 200);
    float[] copy = constant.clone();
    JpegArtefacts.apply(copy, 32, 0.8);
    assertThat(meanDifference(constant, copy)).isLessThan(3);
  }

  @Test
  void turnsByAnyAngleAboutTheCentre() {
    int side = 128;
    byte[] rings = new byte[3 * side * side];
    byte[] wedge = new byte[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      double x = i % side + 0.5 - side / 2.0;
      int row = i / side;
      double y = row + 0.5 - side / 2.0;
      double radius = Math.hypot(x, y) / (side / 2.0);
      Arrays.fill(rings, 3 * i, 3 * i + 3, (byte) (128 + 100 * Math.cos(8 * radius)));
      Arrays.fill(wedge, 3 * i, 3 * i + 3, (byte) (128 + 100 * radius * x / side));
    }
    Augmentation turning = new Augmentation(1, 1, 1, true, 0, 0, 0, 0, 0, 0, 0);
    LesionImage symmetric = LesionImage.of(side, side, rings);
    LesionImage pointing = LesionImage.of(side, side, wedge);
    float[] upright = withoutCorners(prepared(symmetric));
    float[] pointingUpright = withoutCorners(prepared(pointing));
    int farFromUpright = 0;
    for (int seed = 0; seed < 100; seed++) {
      float[] view = withoutCorners(turning.view(symmetric, SIZE, new SplittableRandom(seed)));
      assertThat(meanDifference(view, upright)).isLessThan(4);
      float[] turned = withoutCorners(turning.view(pointing, SIZE, new SplittableRandom(seed)));
      farFromUpright += meanDifference(turned, pointingUpright) > 8 ? 1 : 0;
    }
    assertThat(farFromUpright).isGreaterThan(50);
  }

  /**
   * A picture twice as wide as high that grows lighter from left to right by one grey level per
   * pixel: across its view the grey grows evenly, by between the height (the centred square) and
   * the width (the whole frame), about the middle.
   */
  @Test
  void framesBetweenTheCentredSquareAndTheWholeFrame() {
    int width = 200;
    int height = 100;
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) (20 + i % width));
    }
    LesionImage image = LesionImage.of(width, height, rgb);
    double narrowest = Double.MAX_VALUE;
    double widest = 0;
    for (int seed = 0; seed < 300; seed++) {
      float[] view = TURNS.view(image, SIZE, new SplittableRandom(seed));
      float[] green = Arrays.copyOfRange(view, SIZE * SIZE, 2 * SIZE * SIZE);
      double across = green[SIZE / 2 * SIZE + SIZE - 2] - green[SIZE / 2 * SIZE + 1];
      double down = green[(SIZE - 2) * SIZE + SIZE / 2] - green[SIZE + SIZE / 2];
      double extent = Math.max(Math.abs(across), Math.abs(down)) / (SIZE - 3) * SIZE;
      assertThat(Math.min(Math.abs(across), Math.abs(down))).isLessThan(0.1);
      narrowest = Math.min(narrowest, extent);
      widest = Math.max(widest, extent);
    }
    assertThat(narrowest).isBetween(height * 0.98, height * 1.05);
    assertThat(widest).isBetween(width * 0.95, width * 1.01);
  }

  @Test
  void zoomsWithinItsRange() {
    int side = 200;
    byte[] rgb = new byte[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) (20 + i % side));
    }
    LesionImage image = LesionImage.of(side, side, rgb);
    Augmentation zooming = new Augmentation(0.8, 0.4, 1, false, 0, 0, 0, 0, 0, 0, 0);
    double narrowest = Double.MAX_VALUE;
    double widest = 0;
    for (int seed = 0; seed < 300; seed++) {
      float[] view = zooming.view(image, SIZE, new SplittableRandom(seed));
      float[] row = Arrays.copyOfRange(view, 0, SIZE * SIZE);
      Arrays.sort(row);
      double extent = (row[row.length - 1] - row[0]) / (SIZE - 1) * SIZE;
      narrowest = Math.min(narrowest, extent);
      widest = Math.max(widest, extent);
      assertThat(row[0]).isGreaterThanOrEqualTo(20);
    }
    assertThat(narrowest).isBetween(0.39 * side, 0.42 * side);
    assertThat(widest).isBetween(0.77 * side, 0.81 * side);
  }

  @Test
  void viewsEvenThePicturesOfASinglePixel() {
    LesionImage pixel = LesionImage.of(1, 1, new byte[] {10, 20, 30});
    float[] view = TURNS.view(pixel, SIZE, new SplittableRandom(1));
    assertThat(view[0]).isEqualTo(10);
    assertThat(view[3 * SIZE * SIZE - 1]).isEqualTo(30);
  }

  @Test
  void refusesRangesThatMakeNoSense() {
    assertThatThrownBy(() -> new Augmentation(0.5, 0.6, 1, false, 0, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zoomIn <= zoomOut")
        .hasMessageContaining("0.6 and 0.5");
    assertThatThrownBy(() -> new Augmentation(1, 0, 1, false, 0, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Augmentation(1, 1, 0.9, false, 0, 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("aspect")
        .hasMessageContaining("0.9");
    assertThatThrownBy(() -> new Augmentation(1, 1, 1, false, 1, 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("degradation");
    assertThatThrownBy(() -> new Augmentation(1, 1, 1, false, 0, 0, Double.NaN, 0, 0, 0, 0))
        .hasMessageContaining("blur");
    assertThatThrownBy(() -> new Augmentation(1, 1, 1, false, 0, 0, 0, 0, 1.1, 0, 0))
        .hasMessageContaining("marks");
    assertThatThrownBy(() -> new Augmentation(1, 1, 1, false, 0, 0, 0, 0, 0, -0.1, 0))
        .hasMessageContaining("compression");
    assertThatThrownBy(() -> TURNS.withMixup(-1)).hasMessageContaining("mixup");
  }

  /** The picture as inference prepares it, in grey levels. */
  private static float[] prepared(LesionImage image) {
    Preprocessing preprocessing =
        new Preprocessing(
            SIZE, Framing.WHOLE_FRAME, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    float[] tensor = preprocessing.apply(image);
    for (int i = 0; i < tensor.length; i++) {
      tensor[i] *= 255;
    }
    return tensor;
  }

  private static float[] mirrored(float[] picture) {
    float[] result = new float[picture.length];
    for (int i = 0; i < picture.length; i++) {
      int column = i % SIZE;
      result[i] = picture[i - column + SIZE - 1 - column];
    }
    return result;
  }

  private static float[] turned(float[] picture) {
    float[] result = new float[picture.length];
    for (int i = 0; i < picture.length; i++) {
      int plane = i / (SIZE * SIZE) * SIZE * SIZE;
      int row = i / SIZE % SIZE;
      int column = i % SIZE;
      result[i] = picture[plane + column * SIZE + SIZE - 1 - row];
    }
    return result;
  }

  private static int nearest(List<float[]> candidates, float[] view) {
    int nearest = 0;
    for (int i = 1; i < candidates.size(); i++) {
      if (meanDifference(candidates.get(i), view) < meanDifference(candidates.get(nearest), view)) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static double meanDifference(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  /** Only what stays within the frame at any angle: the inscribed circle. */
  private static float[] withoutCorners(float[] picture) {
    float[] result = picture.clone();
    for (int i = 0; i < picture.length; i++) {
      double x = i % SIZE + 0.5 - SIZE / 2.0;
      double y = i / SIZE % SIZE + 0.5 - SIZE / 2.0;
      if (Math.hypot(x, y) > SIZE / 2.0 - 1) {
        result[i] = 0;
      }
    }
    return result;
  }

  private static LesionImage grey(int level) {
    byte[] rgb = new byte[3 * 40 * 40];
    Arrays.fill(rgb, (byte) level);
    return LesionImage.of(40, 40, rgb);
  }

  private static LesionImage noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(3).nextBytes(rgb);
    return LesionImage.of(width, height, rgb);
  }
}
