package org.melascope.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.dataset.synthetic.SyntheticDataSet;

class AuditTest {
  @TempDir private static Path shared;

  @TempDir private Path set;

  @TempDir private Path reports;

  private static final class Silence implements AuditProgress {
    @Override
    public void begin(String task, long pictures) {}

    @Override
    public void step() {}
  }

  @BeforeAll
  static void draw() throws IOException {
    new SyntheticDataSet(100, 5, 160, 120, 0.2, 0.3).write(shared.resolve("clean"), drawn -> {});
  }

  @BeforeEach
  void copyTheCleanSet() throws IOException {
    Path clean = shared.resolve("clean");
    for (Path file : files(clean)) {
      Path target = set.resolve(clean.relativize(file).toString());
      Files.createDirectories(target.resolveSibling(""));
      Files.copy(file, target);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Audit audit(Path data) throws IOException {
    return Audit.of(data, List.of(), Audit.SAME_PICTURE, new Silence());
  }

  private static Map<String, Verdict> verdicts(Audit audit) {
    return audit.findings().stream().collect(Collectors.toMap(Finding::title, Finding::verdict));
  }

  private BufferedImage picture(String name) throws IOException {
    return ImageIO.read(set.resolve(name).toFile());
  }

  private void write(String name, BufferedImage image, double quality) throws IOException {
    Files.write(set.resolve(name), Alterations.jpeg(image, quality));
  }

  @Test
  void aCleanSetGivesNoAlarm() throws IOException {
    Files.delete(set.resolve("README.txt"));
    Audit audit = audit(set);
    assertThat(audit.findings())
        .allSatisfy(
            finding -> {
              assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.OK);
              assertThat(finding.advice()).isEmpty();
            });
    assertThat(audit.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void plantedCopiesAreFoundAcrossAndWithinSplits() throws IOException {
    BufferedImage first = picture("train/benign/synthetic-000000.jpg");
    write("test/benign/turned.jpg", Alterations.turned(first, Turn.LEFT), 0.9);
    BufferedImage second = picture("train/benign/synthetic-000002.jpg");
    write("test/benign/mirrored.jpg", Alterations.turned(second, Turn.MIRRORED), 0.9);
    BufferedImage third = picture("train/malignant/synthetic-000003.jpg");
    write("test/malignant/encoded-again.jpg", third, 0.5);
    BufferedImage fourth = picture("train/malignant/synthetic-000005.jpg");
    write("train/malignant/resized.jpg", Alterations.scaled(fourth, 100, 75), 0.9);
    Files.copy(
        set.resolve("train/malignant/synthetic-000007.jpg"),
        set.resolve("train/malignant/synthetic-again.jpg"));
    Audit audit = audit(set);
    assertThat(audit.copies())
        .extracting(copy -> copy.first().name() + " " + copy.second().name())
        .containsExactlyInAnyOrder(
            "test/benign/turned.jpg train/benign/synthetic-000000.jpg",
            "test/benign/mirrored.jpg train/benign/synthetic-000002.jpg",
            "test/malignant/encoded-again.jpg train/malignant/synthetic-000003.jpg",
            "train/malignant/resized.jpg train/malignant/synthetic-000005.jpg",
            "train/malignant/synthetic-000007.jpg train/malignant/synthetic-again.jpg");
    assertThat(verdicts(audit))
        .containsEntry("Copies across splits", Verdict.DO_NOT_TRAIN)
        .containsEntry("Labels", Verdict.OK);
    assertThat(audit.verdict()).isEqualTo(Verdict.DO_NOT_TRAIN);
  }

  @Test
  void aCopyWithTheOtherLabelIsAConflict() throws IOException {
    BufferedImage picture = picture("train/benign/synthetic-000000.jpg");
    write("train/malignant/the-same.jpg", Alterations.turned(picture, Turn.HALF), 0.9);
    Audit audit = audit(set);
    assertThat(audit.conflicts()).hasSize(1);
    assertThat(AuditText.conflict(audit.conflicts().get(0)))
        .contains("the-same.jpg (mel|bcc|akiec)", "(nv|bkl|df|vasc)", "copies of each other");
    assertThat(verdicts(audit)).containsEntry("Labels", Verdict.DO_NOT_TRAIN);
  }

  @Test
  void brokenFilesAndThosePassedOverAreNamed() throws IOException {
    Files.writeString(set.resolve("train/benign/broken.jpg"), "no picture");
    Files.writeString(set.resolve("train/benign/photo.heic"), "a photo of a telephone");
    Audit audit = audit(set);
    assertThat(audit.broken())
        .extracting(AuditText::broken)
        .singleElement()
        .asString()
        .contains("train/benign/broken.jpg: ", "text file");
    assertThat(audit.passedOver()).containsExactly("README.txt", "train/benign/photo.heic");
    assertThat(verdicts(audit)).containsEntry("Files", Verdict.LOOK_AT);
  }

  @Test
  void aBorderThatTellsTheClassIsALeak() throws IOException {
    for (Path file : files(set.resolve("train")).stream().toList()) {
      String name = set.relativize(file).toString();
      BufferedImage image = picture(name);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(name.contains("malignant") ? new Color(210, 150, 140) : Color.LIGHT_GRAY);
      graphics.setStroke(new BasicStroke(16));
      graphics.drawRect(0, 0, image.getWidth() - 1, image.getHeight() - 1);
      graphics.dispose();
      write(name, image, 0.9);
    }
    Audit audit = audit(set);
    assertThat(verdicts(audit)).containsEntry("Class without the lesion", Verdict.DO_NOT_TRAIN);
    assertThat(audit.guesses())
        .filteredOn(guess -> guess.traits().equals("border"))
        .isNotEmpty()
        .allSatisfy(guess -> assertThat(guess.auc().low()).isGreaterThan(0.9));
    assertThat(audit.guesses())
        .filteredOn(guess -> guess.traits().equals("dimensions"))
        .isNotEmpty()
        .allSatisfy(guess -> assertThat(guess.auc().value()).isEqualTo(0.5));
  }

  /** A manifest of the clean set with lesions, patients and sources. */
  private Path manifest(Function<String, String> row) throws IOException {
    StringBuilder rows = new StringBuilder("image,label,split,source,lesion_id,patient_id\n");
    try {
      for (Path file : files(set)) {
        String name = set.relativize(file).toString();
        if (name.endsWith(".jpg")) {
          String label = name.contains("malignant") ? "mel" : "nv";
          String split = name.startsWith("train") ? "train" : "test";
          rows.append("%s,%s,%s,%s%n".formatted(name, label, split, row.apply(name)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Files.writeString(set.resolve("manifest.csv"), rows);
  }

  @Test
  void aLesionOrPatientInTwoSplitsIsNamedAndNotRefused() throws IOException {
    Path manifest =
        manifest(
            name ->
                switch (name) {
                  case "train/benign/synthetic-000000.jpg" -> "one,L1,P1";
                  case "test/benign/synthetic-000098.jpg" -> "one,L1,";
                  case "test/malignant/synthetic-000099.jpg" -> "one,L2,P1";
                  default -> "one,,";
                });
    Audit audit = audit(manifest);
    assertThat(audit.torn()).extracting(TornGroup::kind).containsExactly("lesion", "patient");
    assertThat(audit.torn()).extracting(TornGroup::id).containsExactly("L1", "P1");
    assertThat(verdicts(audit)).containsEntry("Lesions and patients", Verdict.DO_NOT_TRAIN);
  }

  @Test
  void aSourceThatTellsTheClassAndAMissingFileAreReported() throws IOException {
    Path manifest =
        manifest(name -> name.contains("malignant") ? "melanoma archive,," : "naevus archive,,");
    Files.delete(set.resolve("train/benign/synthetic-000004.jpg"));
    Audit audit = audit(manifest);
    assertThat(verdicts(audit)).containsEntry("Source and class", Verdict.DO_NOT_TRAIN);
    assertThat(audit.balances().get(0).accuracy()).isEqualTo(1);
    assertThat(audit.broken())
        .extracting(BrokenPicture::reason)
        .first()
        .asString()
        .contains("there is no such file");
  }

  /** They count not at all, and no split that is drawn takes them. */
  @Test
  void copiesOfWhichNeitherIsUsedAreNoMatter() throws IOException {
    Files.copy(set.resolve("train/malignant/synthetic-000007.jpg"), set.resolve("copy-of-7.jpg"));
    Path manifest =
        Files.writeString(
            set.resolve("manifest.csv"),
            """
            image,label,split
            train/malignant/synthetic-000007.jpg,mel,unused
            copy-of-7.jpg,mel,unused
            """);
    Audit audit = audit(manifest);

    assertThat(audit.copies()).hasSize(1);
    assertThat(verdicts(audit)).containsEntry("Copies within a split", Verdict.OK);
    assertThat(AuditText.of(audit)).contains("1 more with a file that is not used");
  }

  @Test
  void theReportIsOnePageThatNeedsNothingElse() throws IOException {
    Files.copy(
        set.resolve("train/malignant/synthetic-000007.jpg"),
        set.resolve("test/malignant/a&b <copy>.jpg"));
    Path report = reports.resolve("audit");
    AuditTables.write(audit(set), report);
    String page = Files.readString(report.resolve("audit.html"));
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("a&amp;b &lt;copy&gt;.jpg", "data:image/jpeg;base64,", "do not train")
        .doesNotContain("<copy>", "http:", "https:", "<script", "<link");
    assertThat(Files.readAllLines(report.resolve("pairs.csv"))).hasSize(2);
    assertThat(Files.readAllLines(report.resolve("pairs.csv")).get(1))
        .startsWith("test/malignant/a&b <copy>.jpg,test,mel|bcc|akiec,")
        .endsWith(",true,1.0000,as it is,true,false,false");
    assertThat(Files.readAllLines(report.resolve("features.csv")).get(0)).startsWith("class,scope");
    assertThat(report.resolve("pictures.csv")).exists();
    assertThat(report.resolve("columns.csv")).exists();
  }
}
