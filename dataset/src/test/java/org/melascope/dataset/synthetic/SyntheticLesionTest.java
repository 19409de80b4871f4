package org.melascope.dataset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.melascope.dataset.Provenance;
import org.melascope.dataset.synthetic.LesionPigment.Look;
import org.melascope.image.LesionImage;

class SyntheticLesionTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 150;
  private static final LesionOutline ROUND = new LesionOutline(0.6, 0, 0, 0.3);
  private static final LesionPigment PLAIN = new LesionPigment(Look.MELANOCYTIC, 1, 0, 0, 0);
  private static final SyntheticLesion LESION =
      new SyntheticLesion(1, WIDTH, HEIGHT, ROUND, PLAIN, LesionScene.PLAIN);

  @Test
  void isTheSamePictureOnEveryJavaPlatform() {
    SyntheticLesion everything =
        new SyntheticLesion(
            77,
            64,
            48,
            new LesionOutline(0.7, 0.5, 0.5, 0.3),
            new LesionPigment(Look.MELANOCYTIC, 6, 0.8, 0.5, 0.3),
            new LesionScene(0.3, 4, 3, true, 0.6, 0.8));

    // Recorded on JDK 17; JDK 25 gave the same. It changes when the drawing does, and only then.
    assertThat(Provenance.hexOfSha256(everything.draw().toRgb()))
        .isEqualTo("f8bdaf5e6bb351bc6da37754942b429a234557b7d3c4e1b9753ba1dc460d470c");
  }

  @Test
  void anotherSeedIsAnotherPicture() {
    SyntheticLesion other = new SyntheticLesion(2, WIDTH, HEIGHT, ROUND, PLAIN, LesionScene.PLAIN);

    assertThat(other.draw().toRgb()).isNotEqualTo(LESION.draw().toRgb());
  }

  @Test
  void eachFurtherColourAppears() {
    List<Predicate<int[]>> appearance =
        List.of(
            rgb -> rgb[0] < 110,
            rgb -> rgb[0] < 60,
            rgb -> rgb[2] > 0.85 * rgb[0],
            rgb -> rgb[0] > 1.9 * rgb[1],
            rgb -> rgb[1] > 150);
    for (int colours = 2; colours <= 6; colours++) {
      Predicate<int[]> colour = appearance.get(colours - 2);
      double without = shareOfLesion(colours - 1, colour);
      assertThat(shareOfLesion(colours, colour))
          .as(colours + " colours")
          .isGreaterThan(without + 0.01);
    }
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void theLesionIsDarkerThanTheSkinAroundIt(Look look) {
    SyntheticLesion lesion = LESION.with(new LesionPigment(look, 1, 0, 0.5, 0.1));
    boolean[] mask = lesion.mask();
    LesionImage image = lesion.draw();
    double inside = 0;
    double outside = 0;
    for (int i = 0; i < mask.length; i++) {
      int green = image.sample(i % WIDTH, i / WIDTH, 1);
      inside += mask[i] ? green : 0;
      outside += mask[i] ? 0 : green;
    }
    inside /= count(mask);
    outside /= mask.length - count(mask);

    assertThat(inside).isLessThan(outside - 25);
  }

  @Test
  void networkAndGlobulesChangeTheLesionOnly() {
    boolean[] network = changed(LESION.with(new LesionPigment(Look.MELANOCYTIC, 1, 0, 1, 0)));
    boolean[] globules = changed(LESION.with(new LesionPigment(Look.MELANOCYTIC, 1, 0, 0, 1)));
    boolean[] mask = LESION.mask();

    assertThat(count(network)).isGreaterThan(count(mask) / 3);
    assertThat(count(globules)).isGreaterThan(count(mask) / 20);
    double reach = 0.6 * HEIGHT / 2;
    for (int i = 0; i < mask.length; i++) {
      int row = i / WIDTH;
      if (Math.hypot(i % WIDTH - WIDTH / 2.0, row - HEIGHT / 2.0) > 1.6 * reach) {
        assertThat(network[i] || globules[i]).isFalse();
      }
    }
  }

  @Test
  void hairsAreThinDarkLinesAndEachAddsToThem() {
    boolean[] few = darkened(LESION.with(new LesionScene(0.15, 3, 0, false, 0, 0.5)));
    boolean[] many = darkened(LESION.with(new LesionScene(0.15, 20, 0, false, 0, 0.5)));

    assertThat(count(few)).isBetween(30, few.length / 15);
    assertThat(count(many)).isGreaterThan(3 * count(few) / 2);
    for (int i = 0; i < few.length; i++) {
      assertThat(!few[i] || many[i]).as("the first hairs stay where they are").isTrue();
    }
  }

  @Test
  void theRulerLiesAlongOneEdge() {
    boolean[] ruler = changed(LESION.with(new LesionScene(0.15, 0, 0, true, 0, 0.5)));

    assertThat(count(ruler)).isGreaterThan(WIDTH);
    int strip = 45 * HEIGHT / 450 + 2;
    for (int i = 0; i < ruler.length; i++) {
      boolean inStrip = i / WIDTH >= HEIGHT - strip || i % WIDTH >= WIDTH - strip;
      assertThat(!ruler[i] || inStrip).isTrue();
    }
  }

  @Test
  void vignettingBlackensTheCornersAndLeavesTheMiddle() {
    LesionImage image = LESION.with(new LesionScene(0.15, 0, 0, false, 1, 0.5)).draw();

    for (int x : List.of(0, WIDTH - 1)) {
      for (int y : List.of(0, HEIGHT - 1)) {
        assertThat(image.sample(x, y, 0)).isLessThan(40);
        assertThat(LESION.draw().sample(x, y, 0)).isGreaterThan(120);
      }
    }
    assertThat(image.sample(WIDTH / 2, HEIGHT / 2, 0))
        .isEqualTo(LESION.draw().sample(WIDTH / 2, HEIGHT / 2, 0));
  }

  @Test
  void bubblesBrightenAFewPixels() {
    LesionImage plain = LESION.draw();
    LesionImage image = LESION.with(new LesionScene(0.15, 0, 12, false, 0, 0.5)).draw();
    int brighter = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int x = i % WIDTH;
      brighter += image.sample(x, i / WIDTH, 2) > plain.sample(x, i / WIDTH, 2) + 15 ? 1 : 0;
    }

    assertThat(brighter).isBetween(5, WIDTH * HEIGHT / 20);
  }

  @Test
  void blurTakesAwayDetailAndDarkerSkinTakesAwayLight() {
    double sharp = detail(LESION.with(new LesionScene(0.15, 0, 0, false, 0, 0)).draw());
    double blurred = detail(LESION.with(new LesionScene(0.15, 0, 0, false, 0, 6)).draw());
    LesionImage dark = LESION.with(new LesionScene(0.9, 0, 0, false, 0, 0.5)).draw();

    assertThat(blurred).isLessThan(0.9 * sharp);
    assertThat(dark.sample(5, 5, 1)).isLessThan(LESION.draw().sample(5, 5, 1) - 50);
  }

  @Test
  void refusesParametersOutsideTheirRange() {
    assertThatThrownBy(() -> new LesionPigment(Look.VASCULAR, 7, 0, 0, 0))
        .hasMessageContaining("colours");
    assertThatThrownBy(() -> new LesionScene(0, -1, 0, false, 0, 0)).hasMessageContaining("hairs");
    assertThatThrownBy(() -> new LesionScene(0, 0, 0, false, 0, Double.NaN))
        .hasMessageContaining("blur");
    assertThatThrownBy(() -> new SyntheticLesion(1, 8, 100, ROUND, PLAIN, LesionScene.PLAIN))
        .hasMessageContaining("8x100");
  }

  private static double mean(ToDoubleFunction<Long> measure) {
    double sum = 0;
    for (long seed = 0; seed < 8; seed++) {
      sum += measure.applyAsDouble(seed);
    }
    return sum / 8;
  }

  /** The share of the pixels of eight lesions with so many colours that look like this. */
  private static double shareOfLesion(int colours, Predicate<int[]> appearance) {
    LesionPigment pigment = new LesionPigment(Look.MELANOCYTIC, colours, 1, 0, 0);
    return mean(
        seed -> {
          SyntheticLesion lesion =
              new SyntheticLesion(seed, WIDTH, HEIGHT, ROUND, pigment, LesionScene.PLAIN);
          boolean[] mask = lesion.mask();
          LesionImage image = lesion.draw();
          double found = 0;
          for (int i = 0; i < mask.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            int[] rgb = {image.sample(x, y, 0), image.sample(x, y, 1), image.sample(x, y, 2)};
            found += mask[i] && appearance.test(rgb) ? 1 : 0;
          }
          return found / count(mask);
        });
  }

  private static boolean[] changed(SyntheticLesion lesion) {
    return compare(lesion, 6, true);
  }

  private static boolean[] darkened(SyntheticLesion lesion) {
    return compare(lesion, 30, false);
  }

  /**
   * Where a picture differs from the plain lesion's in the red channel by more than a threshold.
   */
  private static boolean[] compare(SyntheticLesion lesion, int threshold, boolean bothWays) {
    LesionImage image = lesion.draw();
    LesionImage plain = LESION.draw();
    boolean[] result = new boolean[WIDTH * HEIGHT];
    for (int i = 0; i < result.length; i++) {
      int darker = plain.sample(i % WIDTH, i / WIDTH, 0) - image.sample(i % WIDTH, i / WIDTH, 0);
      result[i] = (bothWays ? Math.abs(darker) : darker) > threshold;
    }
    return result;
  }

  private static double detail(LesionImage image) {
    double sum = 0;
    for (int i = 1; i < WIDTH * HEIGHT; i++) {
      int left = image.sample((i - 1) % WIDTH, (i - 1) / WIDTH, 1);
      sum += Math.abs(image.sample(i % WIDTH, i / WIDTH, 1) - left);
    }
    return sum;
  }

  private static int count(boolean[] mask) {
    int count = 0;
    for (boolean value : mask) {
      count += value ? 1 : 0;
    }
    return count;
  }
}
