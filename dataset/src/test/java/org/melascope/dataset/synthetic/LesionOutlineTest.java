package org.melascope.dataset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parameters do is measured on masks, without regard to how outlines are made. */
class LesionOutlineTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 150;

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.8})
  void diameterIsThatOfTheCircleOfEqualArea(double diameter) {
    boolean[] mask = masked(1, new LesionOutline(diameter, 0.5, 0.3, 0.3));
    double area = Math.PI * Math.pow(diameter * HEIGHT / 2, 2);

    assertThat((double) count(mask)).isCloseTo(area, within(0.08 * area));
  }

  @Test
  void asymmetryOfTheMaskGrowsWithTheParameter() {
    double none = mean(seed -> asymmetry(masked(seed, 0, 0)));
    double half = mean(seed -> asymmetry(masked(seed, 0.5, 0)));
    double full = mean(seed -> asymmetry(masked(seed, 1, 0)));

    assertThat(none).isLessThan(0.02);
    assertThat(half).isGreaterThan(none + 0.05);
    assertThat(full).isGreaterThan(half + 0.03);
  }

  @Test
  void borderGrowsLongerWithIrregularity() {
    double none = mean(seed -> perimeterIndex(masked(seed, 0, 0)));
    double half = mean(seed -> perimeterIndex(masked(seed, 0, 0.5)));
    double full = mean(seed -> perimeterIndex(masked(seed, 0, 1)));

    assertThat(half).isGreaterThan(1.03 * none);
    assertThat(full).isGreaterThan(1.06 * half);
  }

  @Test
  void refusesParametersOutsideTheirRange() {
    assertThatThrownBy(() -> new LesionOutline(0, 0, 0, 0)).hasMessageContaining("diameter");
    assertThatThrownBy(() -> new LesionOutline(0.5, 1.1, 0, 0)).hasMessageContaining("asymmetry");
  }

  private static double mean(ToDoubleFunction<Long> measure) {
    double sum = 0;
    for (long seed = 0; seed < 8; seed++) {
      sum += measure.applyAsDouble(seed);
    }
    return sum / 8;
  }

  private static boolean[] masked(long seed, double asymmetry, double irregularity) {
    return masked(seed, new LesionOutline(0.6, asymmetry, irregularity, 0.3));
  }

  private static boolean[] masked(long seed, LesionOutline outline) {
    LesionPigment pigment = new LesionPigment(LesionPigment.Look.MELANOCYTIC, 1, 0, 0, 0);
    return new SyntheticLesion(seed, WIDTH, HEIGHT, outline, pigment, LesionScene.PLAIN).mask();
  }

  /**
   * The smallest share, over axes through the centroid, of the mask that its mirror image misses.
   */
  private static double asymmetry(boolean[] mask) {
    double centreX = 0;
    double centreY = 0;
    for (int i = 0; i < mask.length; i++) {
      centreX += mask[i] ? i % WIDTH : 0;
      centreY += mask[i] ? i / WIDTH : 0;
    }
    centreX /= count(mask);
    centreY /= count(mask);
    double least = 1;
    for (int degree = 0; degree < 180; degree += 5) {
      double cos = Math.cos(Math.toRadians(2 * degree));
      double sin = Math.sin(Math.toRadians(2 * degree));
      int missed = 0;
      for (int i = 0; i < mask.length; i++) {
        double dx = i % WIDTH - centreX;
        int row = i / WIDTH;
        double dy = row - centreY;
        long x = Math.round(centreX + cos * dx + sin * dy);
        long y = Math.round(centreY + sin * dx - cos * dy);
        boolean within = x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT;
        missed += mask[i] && !(within && mask[(int) (y * WIDTH + x)]) ? 1 : 0;
      }
      least = Math.min(least, (double) missed / count(mask));
    }
    return least;
  }

  /** Length of the border in pixel edges over the root of the area. */
  private static double perimeterIndex(boolean[] mask) {
    int edges = 0;
    for (int i = WIDTH; i < mask.length; i++) {
      edges += mask[i] != mask[i - 1] ? 1 : 0;
      edges += mask[i] != mask[i - WIDTH] ? 1 : 0;
    }
    return edges / Math.sqrt(count(mask));
  }

  private static int count(boolean[] mask) {
    int count = 0;
    for (boolean value : mask) {
      count += value ? 1 : 0;
    }
    return count;
  }
}
