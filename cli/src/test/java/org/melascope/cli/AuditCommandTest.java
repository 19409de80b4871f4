package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.dataset.audit.AuditTables;
import org.melascope.dataset.synthetic.SyntheticDataSet;
import org.melascope.image.PictureFormat;

class AuditCommandTest {
  @TempDir private Path folder;
  private Path pictures = Path.of("");

  @BeforeEach
  void draw() throws IOException {
    pictures = folder.resolve("pictures");
    new SyntheticDataSet(24, 3, 100, 75, 0.2, 0.5).write(pictures, drawn -> {});
  }

  /** The same file in train and in test. */
  private void plantACopy() throws IOException {
    Files.copy(
        pictures.resolve("train/benign/synthetic-000000.jpg"),
        pictures.resolve("test/benign/again.jpg"));
  }

  @Test
  void saysOfACleanSetThatItIs() {
    Run run = Run.of("audit", "--data", pictures, "--strict");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("class folders pictures", "24 pictures", "OK            Copies across splits")
        .doesNotContain("DO NOT TRAIN");
    assertThat(run.err()).contains("read", "compare", "24/24");
  }

  @Test
  void namesTheCopyAndWhatToDoAndFailsOnlyWhenStrict() throws IOException {
    plantACopy();
    Run run = Run.of("audit", "--data", pictures);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("DO NOT TRAIN  Copies across splits", "Keep one of each pair")
        .contains("test/benign/again.jpg (test) = train/benign/synthetic-000000.jpg (train)");
    assertThat(Run.of("audit", "--data", pictures, "--strict").exitCode()).isEqualTo(1);
  }

  @Test
  void writesTheReport() throws IOException {
    plantACopy();
    Path report = folder.resolve("report");
    Run run = Run.of("audit", "--data", pictures, "--report", report);
    assertThat(run.out()).contains("audit.html");
    assertThat(Files.readString(report.resolve("audit.html"))).contains("again.jpg", "data:image");
    assertThat(Files.readString(report.resolve("pairs.csv"))).contains("again.jpg");
    assertThat(report.toFile().list()).containsExactlyInAnyOrderElementsOf(AuditTables.FILES);
  }

  /** The manifest is called like one of the tables, and lies where they would go. */
  @Test
  void doesNotWriteOverTheManifest() throws IOException {
    Path manifest = pictures.resolve("pictures.csv");
    String rows = "image,label\ntrain/benign/synthetic-000000.jpg,nv\n";
    Files.writeString(manifest, rows);
    Run run = Run.of("audit", "--data", manifest, "--report", pictures);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--report: " + manifest, "name another folder");
    assertThat(manifest).hasContent(rows);
  }

  @Test
  void aReportThatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Run run = Run.of("audit", "--data", pictures, "--report", file);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--report: " + file, "name another").doesNotContain("24/24");
  }

  /** A folder stands where one of the tables belongs. */
  @Test
  void theVerdictsAreToldEvenIfTheirTablesCannotBeWritten() throws IOException {
    Path report = folder.resolve("report");
    Files.createDirectories(report.resolve("pairs.csv").resolve("something"));
    Run run = Run.of("audit", "--data", pictures, "--report", report);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("OK            Copies across splits");
    assertThat(run.err()).contains("pairs.csv");
  }

  @Test
  void looksAtTheColumnsThatAreNamed() throws IOException {
    StringBuilder rows = new StringBuilder("image,label,split,camera\n");
    for (int i = 0; i < 50; i++) {
      TestPictures.write(folder.resolve("p" + i + ".jpg"), i);
      String label = i % 2 == 0 ? "mel,test,red" : "nv,test,blue";
      rows.append("p%d.jpg,%s%n".formatted(i, label));
    }
    Path manifest = Files.writeString(folder.resolve("manifest.csv"), rows);
    assertThat(Run.of("audit", "--data", manifest).out()).doesNotContain("camera");
    Run misspelt = Run.of("audit", "--data", manifest, "--column", "camra");
    assertThat(misspelt.exitCode()).isEqualTo(2);
    assertThat(misspelt.err())
        .contains("--column: no picture has anything in a column 'camra'; there are camera");
    assertThat(Run.of("audit", "--data", manifest, "--column", "Camera").out()).contains("camera");
    assertThat(Run.of("audit", "--data", manifest, "--column", "camera").out())
        .contains("DO NOT TRAIN  Source and class", "reads only camera", "AUC 1.000");
  }

  @Test
  void saysFromWhereOnFilesAreCopiesIfAnotherSimilarityIsAskedFor() throws IOException {
    // Saved again, and so not quite the same.
    BufferedImage picture =
        ImageIO.read(pictures.resolve("train/benign/synthetic-000000.jpg").toFile());
    Files.write(pictures.resolve("test/benign/again.jpg"), PictureFormat.jpeg(picture, 0.9));
    Path report = folder.resolve("report");
    Run usual = Run.of("audit", "--data", pictures);
    assertThat(usual.out()).contains("again.jpg").doesNotContain("count as copies from");
    Run run = Run.of("audit", "--data", pictures, "--similarity", "1", "--report", report);
    String words = "count as copies from a similarity of 1.0 on, not 0.93 as usual";
    assertThat(run.out()).contains(words).doesNotContain("again.jpg");
    assertThat(report.resolve("audit.html")).content().contains(words);
    for (String none : List.of("1.2", "0.4", "NaN")) {
      Run wrong = Run.of("audit", "--data", pictures, "--similarity", none);
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.err()).contains("--similarity: must be from 0.5 to 1, not " + none);
    }
  }

  @Test
  void wrongUsageAndDataThatIsNotThere() {
    assertThat(Run.of("audit").exitCode()).isEqualTo(2);
    Run none = Run.of("audit", "--data", folder.resolve("none"));
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("there is no such file or folder").doesNotContain("\tat ");
  }
}
