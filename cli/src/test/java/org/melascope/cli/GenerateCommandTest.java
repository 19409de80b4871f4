package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.Split;
import org.melascope.dataset.synthetic.SyntheticSamples;

class GenerateCommandTest {
  @TempDir private Path folder;

  @Test
  void drawsADataSetThatTheOtherCommandsRead() throws IOException {
    Run run = Run.of("generate", "--out", folder.resolve("set"), "--count", "12", "--seed", "7");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("12 synthetic pictures, seed 7");
    DataSet set = DataSet.open(folder.resolve("set"));
    assertThat(set.size()).isEqualTo(12);
    assertThat(set.withSplit(Split.TEST).size()).isPositive();
  }

  @Test
  void anotherSeedDrawsOtherPictures() throws IOException {
    Run.of("generate", "--out", folder.resolve("a"), "--count", "8", "--seed", "3");
    Run.of("generate", "--out", folder.resolve("b"), "--count", "8", "--seed", "4");
    Path picture = Path.of("train", "benign", "synthetic-000000.jpg");
    assertThat(Files.readAllBytes(folder.resolve("a").resolve(picture)))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("b").resolve(picture)));
  }

  @Test
  void drawsTheSamplesOverEarlierOnes() throws IOException {
    Path earlier = Files.writeString(folder.resolve("synthetic-naevus.jpg"), "an earlier one");
    assertThat(Run.of("generate", "--samples", "--out", folder).exitCode()).isZero();
    assertThat(Files.size(earlier)).isGreaterThan(1_000);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(SyntheticSamples.all().keySet());
    }
  }

  @Test
  void drawsTheSamplesSmall() throws IOException {
    Run run = Run.of("generate", "--samples", "--thumbnails", "--out", folder);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("6 thumbnails");
    for (String name : SyntheticSamples.all().keySet()) {
      BufferedImage thumbnail = ImageIO.read(folder.resolve(name).toFile());
      assertThat(thumbnail.getWidth()).isEqualTo(200);
      assertThat(thumbnail.getHeight()).isEqualTo(150);
    }
  }

  @Test
  void doesNotWriteAmongOtherFiles() throws IOException {
    Files.writeString(folder.resolve("holiday.txt"), "keep me");
    Run run = Run.of("generate", "--out", folder);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(folder.toString(), "not empty").doesNotContain("\tat ");
  }

  @Test
  void wrongUsageExitsWithTwo() {
    assertThat(Run.of("generate").exitCode()).isEqualTo(2);
    Run few = Run.of("generate", "--out", folder, "--count", "7");
    assertThat(few.exitCode()).isEqualTo(2);
    assertThat(few.err()).contains("--count", "from 8");
    Run seeded = Run.of("generate", "--out", folder, "--samples", "--seed", "4");
    assertThat(seeded.exitCode()).isEqualTo(2);
    assertThat(seeded.err()).contains("leave out --seed");
    Run small = Run.of("generate", "--out", folder, "--thumbnails");
    assertThat(small.exitCode()).isEqualTo(2);
    assertThat(small.err()).contains("--thumbnails is for --samples alone");
  }
}
