package org.melascope.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.melascope.image.Framing;
import org.melascope.image.ImageReader;
import org.melascope.image.Preprocessing;
import org.melascope.image.UnreadableImageException;

class LesionAreaTest {
  private static final int SIZE = 224;
  private static final Preprocessing WHOLE =
      new Preprocessing(
          SIZE, Framing.WHOLE_FRAME, 1, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

  @Test
  void findsADiscOnSkinAndItsColour() {
    float[] samples = new float[3 * SIZE * SIZE];
    for (int i = 0; i < SIZE * SIZE; i++) {
      double distance = Math.hypot(i % SIZE - 112, i / SIZE - 112);
      float[] colour = distance < 56 ? new float[] {120, 70, 50} : new float[] {220, 170, 150};
      for (int channel = 0; channel < 3; channel++) {
        samples[channel * SIZE * SIZE + i] = colour[channel];
      }
    }
    LesionArea area = LesionArea.of(samples, SIZE);
    // What the gates call the lesion has a cell of skin around it.
    assertThat(area.share()).isBetween(Math.PI / 16, 1.25 * Math.PI / 16);
    assertThat(area.at(area.side() / 2, area.side() / 2)).isTrue();
    assertThat(area.at(1, 1)).isFalse();
    assertThat(area.shareOfEdge()).isZero();
    assertThat(area.contrast()).isBetween(150.0, 175.0);
  }

  /** Against outlines that physicians drew or confirmed (Tschandl et al. 2020). */
  @Test
  void agreesWithOutlinesOfRealLesions() throws IOException, UnreadableImageException {
    Path data = Path.of("..", "..", "shared", "data");
    assumeTrue(
        Files.exists(data.resolve("ham10000-mask")),
        "skipped: there is no shared/data/ham10000-mask beside the repository");
    List<Path> masks;
    try (Stream<Path> files = Files.list(data.resolve("ham10000-mask"))) {
      masks = files.sorted().toList();
    }
    double[] agreement = new double[200];
    for (int i = 0; i < agreement.length; i++) {
      Path mask = masks.get(i * (masks.size() / agreement.length));
      String picture = String.valueOf(mask.getFileName()).replace(".png", ".jpg");
      agreement[i] =
          intersectionOverUnion(
              LesionArea.of(samples(data.resolve("ham10000").resolve(picture)), SIZE),
              samples(mask));
    }
    Arrays.sort(agreement);
    // When this was written the median was 0.88, and nine in ten were above 0.58.
    assertThat(agreement[agreement.length / 2]).isGreaterThan(0.82);
  }

  private static float[] samples(Path file) throws UnreadableImageException {
    return WHOLE.samples(new ImageReader().read(file));
  }

  private static double intersectionOverUnion(LesionArea area, float[] mask) {
    int cell = SIZE / area.side();
    int both = 0;
    int either = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        boolean found = area.at(y / cell, x / cell);
        boolean drawn = mask[y * SIZE + x] > 127;
        both += found && drawn ? 1 : 0;
        either += found || drawn ? 1 : 0;
      }
    }
    return either == 0 ? 1 : (double) both / either;
  }
}
