package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.image.ImageReader;
import org.melascope.image.UnreadableImageException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClassifyCommandTest {
  private static final String COLUMNS =
      "image,decision,p_malignant,p_melanoma,mel,nv,bcc,akiec,bkl,df,vasc,reasons,model";

  @TempDir private static Path shared;
  private static Path bundle;
  private static Path three;

  @TempDir private Path folder;

  @BeforeAll
  static void write() {
    bundle = TinyBundle.write(shared.resolve("bundle"));
    three = shared.resolve("three");
    for (int i = 0; i < 3; i++) {
      TestPictures.write(three.resolve("lesion-" + i + ".jpg"), i);
    }
  }

  private static Run classify(Object... words) {
    return Run.of(
        Stream.concat(Stream.of("classify", "--model", bundle), Stream.of(words)).toArray());
  }

  private static List<CSVRecord> rows(String csv) throws IOException {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(csv))
        .getRecords();
  }

  private static Assessment assess(Path picture)
      throws UnusableBundleException, UnreadableImageException {
    try (Assessor assessor = Assessor.open(bundle, 1)) {
      return assessor.assess(new ImageReader().read(picture));
    }
  }

  @Test
  void csvHasTheFixedColumnsAndTheAnswersOfTheAssessor() throws Exception {
    Run run = classify(three, "--format", "csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(4);
    assertThat(run.lines().get(0)).isEqualTo(COLUMNS);
    for (CSVRecord row : rows(run.out())) {
      Path picture = Path.of(row.get("image"));
      assertThat(picture)
          .isEqualTo(three.resolve("lesion-" + (row.getRecordNumber() - 1) + ".jpg"));
      Assessment expected = assess(picture);
      assertThat(row.get("decision")).isEqualTo(expected.decision().name());
      assertNumber(row.get("p_malignant"), expected.malignant());
      assertNumber(row.get("p_melanoma"), expected.melanoma());
      for (Diagnosis diagnosis : Diagnosis.ALL) {
        assertNumber(row.get(diagnosis.code()), expected.distribution().of(diagnosis));
      }
      assertThat(row.get("reasons")).isEmpty();
      assertThat(row.get("model")).isEqualTo(expected.model());
    }
  }

  private static void assertNumber(String text, double expected) {
    assertThat(Double.parseDouble(text)).isCloseTo(expected, within(1e-5 * expected));
    assertThat(text.replaceAll("E.*|[.]", "").replaceAll("^0+", "")).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void theNoticeGoesToStandardErrorWhereAProgramReadsTheAnswers() {
    for (String format : List.of("csv", "json")) {
      Run run = classify(three, "--format", format);
      assertThat(run.err()).contains("not a medical device");
      assertThat(run.out()).doesNotContain("medical");
    }
  }

  @Test
  void jsonIsAnArrayOfAnswersInOrder() throws Exception {
    Files.createFile(folder.resolve("empty.png"));
    Run run = classify(three, folder.resolve("empty.png"), "--format", "json");
    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode answers = JsonMapper.builder().build().readTree(run.out());
    assertThat(answers.isArray()).isTrue();
    assertThat(answers).hasSize(4);
    Path picture = three.resolve("lesion-1.jpg");
    Assessment expected = assess(picture);
    JsonNode answer = answers.get(1);
    assertThat(answer.at("/image").stringValue()).isEqualTo(picture.toString());
    assertThat(answer.at("/decision").stringValue()).isEqualTo(expected.decision().name());
    assertThat(answer.at("/pMalignant").doubleValue())
        .isCloseTo(expected.malignant(), within(1e-6));
    assertThat(answer.at("/operatingPoint/data").stringValue()).isEqualTo("made-up/validation");
    assertThat(answer.has("heatMap")).isFalse();
    JsonNode error = answers.get(3);
    assertThat(error.at("/decision").stringValue()).isEqualTo("ERROR");
    assertThat(error.at("/reasons/0").stringValue()).contains("an empty file");
    assertThat(error.has("pMalignant")).isFalse();
  }

  @Test
  void textSaysEverythingAboutAFewPictures() throws Exception {
    Path picture = three.resolve("lesion-0.jpg");
    Run run = classify(picture);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            picture.toString(),
            assess(picture).decision().meaning(),
            "P(malignant)",
            "P(melanoma)",
            "melanocytic naevus",
            "95 of 100 [91 to 97] malignant lesions",
            "60 of 100 [57 to 63] benign",
            "\"made-up/validation\"",
            "random-test-1+",
            Assessment.NOTICE)
        .containsPattern(
            "speaks for bcc: \\d+ % on the lesion, \\d+ % on its border, \\d+ % off it")
        .containsPattern("(?m)^  \\d+ ms$");
    assertThat(run.lines()).allMatch(line -> line.length() <= 100);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void textIsOneLineForEachOfManyPicturesAndCountsThem() throws IOException {
    for (int i = 0; i < 12; i++) {
      TestPictures.write(folder.resolve("p%02d.jpg".formatted(i)), i);
    }
    Files.writeString(folder.resolve("p03.jpg"), "<html>not found</html>");
    Run run = classify(folder);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines().subList(0, 12))
        .allMatch(line -> line.contains("P(melanoma)") || line.contains("an HTML page"));
    assertThat(run.out()).contains("11 pictures answered, 1 could not be read.", Assessment.NOTICE);
    assertThat(run.err()).contains("classify", "12/12");
  }

  @Test
  void filesThatCannotBeReadGetErrorRowsInTheirPlacesAndTheOthersAreAnswered() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no picture");
    Path missing = folder.resolve("missing.jpg");
    Run run = classify(three.resolve("lesion-0.jpg"), text, missing, three, "--format", "csv");
    assertThat(run.exitCode()).isEqualTo(1);
    List<CSVRecord> rows = rows(run.out());
    assertThat(rows).hasSize(6);
    assertThat(rows.get(1).get("image")).isEqualTo(text.toString());
    assertThat(rows.get(1).get("decision")).isEqualTo("ERROR");
    assertThat(rows.get(1).get("reasons")).contains("a text file");
    assertThat(rows.get(1).get("p_malignant")).isEmpty();
    assertThat(rows.get(1).get("vasc")).isEmpty();
    assertThat(rows.get(1).get("model")).isEqualTo(rows.get(0).get("model"));
    assertThat(rows.get(2).get("reasons")).contains("no such file");
    assertThat(rows.subList(3, 6)).noneMatch(row -> row.get("decision").equals("ERROR"));
  }

  @Test
  void otherFilesInAFolderArePassedOverButHeicPhotosAreAnswered() throws IOException {
    TestPictures.write(folder.resolve("b.jpg"), 1);
    Files.writeString(folder.resolve("README.md"), "about these pictures");
    byte[] heic = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("a.heic"), heic);
    Run run = classify(folder, "--format", "csv");
    assertThat(run.exitCode()).isEqualTo(1);
    List<CSVRecord> rows = rows(run.out());
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("reasons")).contains("a HEIC photo");
    assertThat(rows.get(1).get("decision")).isNotEqualTo("ERROR");
  }

  @Test
  void looksIntoFoldersWithinFoldersWhenAskedTo() {
    TestPictures.write(folder.resolve("in/deep/a.jpg"), 1);
    Run shallow = classify(folder, "--format", "csv");
    assertThat(shallow.exitCode()).isEqualTo(1);
    assertThat(shallow.out()).isEmpty();
    assertThat(shallow.err()).contains(folder.toString(), "no picture", "--recursive");
    Run deep = classify(folder, "--format", "csv", "--recursive");
    assertThat(deep.exitCode()).isZero();
    assertThat(deep.lines()).hasSize(2);
  }

  @Test
  void decidesAtTheSensitivityAskedFor() throws Exception {
    Run run = classify(three, "--sensitivity", "0.9", "--format", "json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("\"targetSensitivity\":0.9,", "\"threshold\":0.6,");
  }

  @Test
  void writesIntoAFile() throws IOException {
    Path file = folder.resolve("answers.csv");
    Run run = classify(three, "--format", "csv", "--output", file);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(classify(three, "--format", "csv").out());
  }

  @Test
  void theNumberOfThreadsDoesNotChangeTheAnswers() {
    assertThat(classify(three, "--format", "csv", "--threads", "1").out())
        .isEqualTo(classify(three, "--format", "csv", "--threads", "3").out());
  }

  @Test
  void drawsHeatMapsThatDoNotOverwriteEachOther() throws IOException {
    Path one = TestPictures.write(folder.resolve("one/a.jpg"), 1);
    Path other = TestPictures.write(folder.resolve("other/A.jpg"), 2);
    Path maps = folder.resolve("maps");
    Run run = classify(one, other, "--heat-map", maps, "--format", "json");
    assertThat(run.exitCode()).isZero();
    try (Stream<Path> files = Files.list(maps)) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder("a.jpg.heat-map.png", "A.jpg-2.heat-map.png");
    }
    assertThat(ImageIO.read(maps.resolve("a.jpg.heat-map.png").toFile()).getWidth())
        .isEqualTo(2 * 480 + 8);
    JsonNode answers = JsonMapper.builder().build().readTree(run.out());
    assertThat(answers.at("/1/heatMap").stringValue())
        .isEqualTo(maps.resolve("A.jpg-2.heat-map.png").toString());
    assertThat(classify(one, "--heat-map", maps).out()).contains("a.jpg.heat-map.png");
  }

  @Test
  void doesNotPutHeatMapsAmongThePictures() {
    Run run = classify(three, "--heat-map", three);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--heat-map", "name another one");
    Run within = classify(three, "--recursive", "--heat-map", three.resolve("maps"));
    assertThat(within.exitCode()).isEqualTo(2);
    assertThat(within.err()).contains("--heat-map", "name another one");
    assertThat(three.resolve("maps")).doesNotExist();
  }

  @Test
  void seesThroughLinksToThePictures() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), three);
    assertThat(classify("--recursive", link, "--heat-map", three).exitCode()).isEqualTo(2);
    assertThat(classify("--recursive", three, "--heat-map", link.resolve("maps")).exitCode())
        .isEqualTo(2);
    assertThat(classify("--recursive", three, "--heat-map", three.resolve(".maps")).exitCode())
        .isZero();
  }

  @Test
  void answersTheOthersWithHeatMapsWhereAPictureIsMissing() throws IOException {
    Path maps = Files.createDirectory(folder.resolve("maps"));
    Path one = TestPictures.write(folder.resolve("one/a.jpg"), 1);
    Run run = classify(one, folder.resolve("missing.jpg"), "--heat-map", maps, "--format", "csv");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("missing.jpg,ERROR");
    assertThat(maps.resolve("a.jpg.heat-map.png")).exists();
  }

  @Test
  void wrongUsageExitsWithTwoAndSaysWhatIsRight() {
    assertThat(classify().exitCode()).isEqualTo(2);
    assertThat(classify(three, "--format", "xml").exitCode()).isEqualTo(2);
    assertThat(classify(three, "--threads", "0").exitCode()).isEqualTo(2);
    Run run = classify(three, "--sensitivity", "0.5");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--sensitivity", "0.90 to 0.95");
  }

  @Test
  void anUnusableBundleExitsWithThreeAndNamesFileAndField() throws IOException {
    Path broken = TinyBundle.write(folder.resolve("broken"));
    Path model = broken.resolve(Bundle.MODEL);
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length - 1] ^= 1;
    Files.write(model, bytes);
    Run run = Run.of("classify", "--model", broken, three);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("bundle.json", "network.sha256").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(Run.of("classify", "--model", folder.resolve("none"), three).exitCode())
        .isEqualTo(3);
  }

  @Test
  void doesNotWriteAnswersOverAPicture() throws IOException {
    Path picture = folder.resolve("mine.jpg");
    Files.copy(three.resolve("lesion-0.jpg"), picture);
    Path link = Files.createSymbolicLink(folder.resolve("answers.csv"), picture);
    for (Path output : List.of(picture, link, folder.resolve("another.png"))) {
      Run run = classify(picture, "--format", "csv", "--output", output);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--output: " + output + " is a picture; name another file");
    }
    assertThat(picture).hasSameBinaryContentAs(three.resolve("lesion-0.jpg"));
  }

  @Test
  void anAnswerFileThatCannotBeWrittenIsAFailure() {
    Run run = classify(three, "--format", "csv", "--output", folder.resolve("no/answers.csv"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("answers.csv", "no such file or folder").doesNotContain("\tat ");
  }
}
