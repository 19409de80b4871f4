package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {
  private static final List<Double> ZERO = List.of(0.0, 0.0, 0.0);
  private static final List<Double> ONE = List.of(1.0, 1.0, 1.0);

  /** Red tells the column, green the row; both are linear, so that resizing inside keeps them. */
  private static LesionImage coordinates(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i] = (byte) (i % width);
      rgb[3 * i + 1] = (byte) (i / width);
      rgb[3 * i + 2] = 77;
    }
    return LesionImage.of(width, height, rgb);
  }

  @ParameterizedTest
  @CsvSource({
    // What one target pixel in the middle row and column must show of a 200x100 picture.
    "CENTRE, 1.0, 50, 100, 0, 100",
    "WHOLE_FRAME, 1.0, 0, 200, 0, 100",
    "CENTRE, 0.5, 75, 50, 25, 50",
    "WHOLE_FRAME, 0.8, 20, 160, 10, 80"
  })
  void showsTheFramedPart(
      Framing framing, double crop, double left, double width, double top, double height) {
    int size = 20;
    float[] tensor = new Preprocessing(size, framing, crop, ZERO, ONE).apply(coordinates(200, 100));
    for (int i : new int[] {3, 10, 16}) {
      // A pixel's value is its index, and its centre lies half a pixel further. Sampling the filter
      // at pixels moves
      // its centre of gravity by up to a hundredth.
      double column = left + (i + 0.5) * width / size - 0.5;
      double row = top + (i + 0.5) * height / size - 0.5;
      assertThat(tensor[7 * size + i] * 255.0).as("column").isCloseTo(column, within(0.02));
      assertThat(tensor[(size + i) * size + 7] * 255.0).as("row").isCloseTo(row, within(0.02));
    }
  }

  @Test
  void takesTheCentreOfTallPictures() {
    float[] tensor = new Preprocessing(16, Framing.CENTRE, 1, ZERO, ONE).apply(coordinates(16, 40));
    assertThat(tensor[256] * 255).isEqualTo(12, within(1e-3f));
    assertThat(tensor[511] * 255).isEqualTo(27, within(1e-3f));
  }

  @Test
  void normalisesEachChannelByItsOwnFigures() {
    List<Double> mean = List.of(0.485, 0.456, 0.406);
    List<Double> deviation = List.of(0.229, 0.224, 0.225);
    byte[] rgb = new byte[3 * 256];
    for (int i = 0; i < 256; i++) {
      rgb[3 * i] = (byte) 255;
      rgb[3 * i + 1] = 51;
      rgb[3 * i + 2] = 0;
    }
    float[] tensor =
        new Preprocessing(16, Framing.CENTRE, 1, mean, deviation)
            .apply(LesionImage.of(16, 16, rgb));
    assertThat(tensor).hasSize(3 * 256);
    assertThat(tensor[0]).isEqualTo((float) ((1 - 0.485) / 0.229), within(1e-5f));
    assertThat(tensor[256 + 17]).isEqualTo((float) ((0.2 - 0.456) / 0.224), within(1e-5f));
    assertThat(tensor[767]).isEqualTo((float) (-0.406 / 0.225), within(1e-5f));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4000", "3,2", "4001,3", "224,224", "31,977"})
  void takesPicturesOfAnyShape(int width, int height) {
    for (Framing framing : Framing.values()) {
      for (double crop : new double[] {1, 0.875, 1 / 3.0, 0.01}) {
        float[] tensor =
            new Preprocessing(16, framing, crop, ZERO, ONE).apply(coordinates(width, height));
        for (int i = 512; i < 768; i++) {
          assertThat(tensor[i] * 255).isEqualTo(77, within(1e-3f));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 4097, 0, -1})
  void refusesSizesOutOfRange(int size) {
    assertThatThrownBy(() -> new Preprocessing(size, Framing.CENTRE, 1, ZERO, ONE))
        .hasMessageContaining("size");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN})
  void refusesCropsOutOfRange(double crop) {
    assertThatThrownBy(() -> new Preprocessing(16, Framing.CENTRE, crop, ZERO, ONE))
        .hasMessageContaining("crop");
  }

  @Test
  void refusesFiguresThatAreNoFigures() {
    List<List<Double>> bad =
        List.of(
            List.of(1.0, 1.0),
            List.of(1.0, 0.0, 1.0),
            List.of(1.0, -1.0, 1.0),
            List.of(1.0, Double.NaN, 1.0));
    for (List<Double> deviation : bad) {
      assertThatThrownBy(() -> new Preprocessing(16, Framing.CENTRE, 1, ZERO, deviation))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("deviation");
    }
  }
}
