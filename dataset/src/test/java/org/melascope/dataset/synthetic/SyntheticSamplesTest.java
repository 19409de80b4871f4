package org.melascope.dataset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.melascope.image.LesionImage;

class SyntheticSamplesTest {
  private static final Path SAMPLES = Path.of("../samples");

  @Test
  void theCommittedFilesAreTheGeneratorsOutput() throws IOException {
    for (Map.Entry<String, SyntheticLesion> sample : SyntheticSamples.all().entrySet()) {
      Path file = SAMPLES.resolve(sample.getKey());
      assertThat(Files.size(file)).as(sample.getKey()).isLessThan(60_000);
      LesionImage drawn = sample.getValue().draw();
      BufferedImage read = ImageIO.read(file.toFile());
      assertThat(read.getWidth()).isEqualTo(drawn.width());
      assertThat(read.getHeight()).isEqualTo(drawn.height());
      // Thin hairs lose colour to JPEG, so single pixels may be off; on the whole little is lost.
      assertThat(meanDifference(drawn, read)).as(sample.getKey()).isLessThan(2.5);
    }
  }

  @Test
  void nothingElseLiesBesideThemButTheirReadme() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.equals("README.md"))
          .containsExactlyInAnyOrderElementsOf(SyntheticSamples.all().keySet());
    }
    assertThat(Files.readString(SAMPLES.resolve("README.md")))
        .contains(SyntheticSamples.all().keySet());
  }

  private static double meanDifference(LesionImage drawn, BufferedImage read) {
    long sum = 0;
    for (int y = 0; y < drawn.height(); y++) {
      for (int x = 0; x < drawn.width(); x++) {
        int rgb = read.getRGB(x, y);
        sum += Math.abs(drawn.sample(x, y, 0) - (rgb >> 16 & 0xff));
        sum += Math.abs(drawn.sample(x, y, 1) - (rgb >> 8 & 0xff));
        sum += Math.abs(drawn.sample(x, y, 2) - (rgb & 0xff));
      }
    }
    return sum / (3.0 * drawn.width() * drawn.height());
  }
}
