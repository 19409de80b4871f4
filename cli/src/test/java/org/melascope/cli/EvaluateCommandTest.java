package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.Assessor;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.Split;
import org.melascope.dataset.synthetic.SyntheticDataSet;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.EvaluationJson;
import org.melascope.evaluation.GateEffects;
import org.melascope.evaluation.Prediction;
import org.melascope.evaluation.Predictions;
import org.melascope.image.ImageReader;

class EvaluateCommandTest {
  @TempDir private static Path shared;
  private static Path bundle;
  private static Path folders;

  @TempDir private Path folder;

  @BeforeAll
  static void write() throws IOException {
    bundle = TinyBundle.write(shared.resolve("bundle"));
    folders = shared.resolve("folders");
    new SyntheticDataSet(40, 3, 60, 45, 0.2, 0.5).write(folders, count -> {});
  }

  private static Run evaluate(Object... words) {
    Object[] all = new Object[words.length + 3];
    System.arraycopy(new Object[] {"evaluate", "--model", bundle}, 0, all, 0, 3);
    System.arraycopy(words, 0, all, 3, words.length);
    return Run.of(all);
  }

  @Test
  void measuresMalignantOnFoldersThatDoNotKnowMelanoma() throws IOException {
    Run run = evaluate("--data", folders, "--report", folder);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("folders malignant +20 +10 +\\d\\.\\d{3} \\[")
        .contains("melanoma: not known of 10 of the 20 pictures", "not a medical device");
    assertThat(run.err()).contains("random-test-1+", "20 pictures");
    Evaluation metrics = EvaluationJson.read(folder.resolve("metrics.json"));
    assertThat(metrics.overall().malignant().positives()).isEqualTo(10);
    assertThat(metrics.overall().malignant().auc()).isPresent();
    assertThat(metrics.overall().melanoma().positives()).isZero();
    assertThat(metrics.overall().malignant().operatingPoints()).hasSize(2);
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains(
            "How right is random-test 1?", "class folders folders", "Malignant against benign");
  }

  /** The area under the curve is the share of pairs in the right order, ties counting half. */
  @Test
  void figuresAreThoseOfTheAnswersThatClassifyGives() throws Exception {
    evaluate("--data", folders, "--report", folder);
    List<Prediction> predictions = Predictions.read(folder.resolve("predictions.csv"));
    assertThat(predictions).hasSize(20);
    try (Assessor assessor = Assessor.open(bundle, 1)) {
      for (Prediction prediction : predictions) {
        Path file = folders.resolve(prediction.picture());
        assertThat(prediction.distribution().malignant())
            .isCloseTo(assessor.assess(new ImageReader().read(file)).malignant(), within(1e-6));
      }
    }
    double right = 0;
    for (Prediction malignant : predictions) {
      for (Prediction benign : predictions) {
        if (malignant.picture().contains("malignant") && benign.picture().contains("benign")) {
          double difference =
              malignant.distribution().malignant() - benign.distribution().malignant();
          right += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
        }
      }
    }
    Evaluation metrics = EvaluationJson.read(folder.resolve("metrics.json"));
    assertThat(metrics.overall().malignant().auc().orElseThrow().value())
        .isCloseTo(right / 100, within(1e-9));
    assertThat(evaluate("--data", folders).out())
        .contains(String.format(Locale.ROOT, "%.3f [", right / 100));
  }

  @Test
  void takesTheSplitAndTheSourceAskedFor() throws IOException {
    Path manifest = manifest();
    Run test = evaluate("--data", manifest);
    assertThat(test.out()).contains("one melanoma", "other melanoma", "all melanoma");
    Run one = evaluate("--data", manifest, "--source", "one", "--report", folder);
    assertThat(one.out()).contains("one melanoma").doesNotContain("other");
    assertThat(EvaluationJson.read(folder.resolve("metrics.json")).subject().orElseThrow().data())
        .endsWith(", only one, test");
    Run validation = evaluate("--data", manifest, "--split", "validation", "--report", folder);
    assertThat(validation.exitCode()).isZero();
    assertThat(Predictions.read(folder.resolve("predictions.csv"))).hasSize(2);
  }

  @Test
  void comparesWithABundleOrAFileOfAnswers() throws IOException {
    Run itself = evaluate("--data", folders, "--compare", bundle, "--report", folder);
    assertThat(itself.exitCode()).isZero();
    assertThat(itself.out())
        .contains("20 pictures of both", "folders malignant (20 pictures, 10 positive)")
        .contains("+0.000", "p 1.000");
    assertThat(folder.resolve("comparison.json")).content().contains("\"disagreements\"");
    assertThat(folder.resolve("report.html")).content().contains("Compared with random-test");

    Run file = evaluate("--data", folders, "--compare", folder.resolve("predictions.csv"));
    assertThat(file.exitCode()).isZero();
    assertThat(file.out()).contains("second: predictions.csv");
  }

  @Test
  void aRivalThatCannotBeComparedWithIsRefusedBeforeAnyPictureIsAssessed() throws IOException {
    Path columns = Files.writeString(folder.resolve("columns.csv"), "image,score\na.jpg,0.5\n");
    Run wrongColumns = evaluate("--data", folders, "--compare", columns);
    assertThat(wrongColumns.exitCode()).isEqualTo(2);
    assertThat(wrongColumns.err())
        .contains("--compare: " + columns, "must name image and p_melanoma or p_malignant")
        .doesNotContain("fault of the program", "20 pictures");

    Path names = Files.writeString(folder.resolve("names.csv"), "image,p_melanoma\nelse.jpg,1\n");
    Run wrongNames = evaluate("--data", folders, "--compare", names);
    assertThat(wrongNames.exitCode()).isEqualTo(2);
    assertThat(wrongNames.err())
        .contains("--compare: names.csv says nothing about any of these pictures", "such as test/")
        .doesNotContain("fault of the program", "20 pictures");

    Run noBundle = evaluate("--data", folders, "--compare", folder);
    assertThat(noBundle.exitCode()).isEqualTo(3);
    assertThat(noBundle.err()).doesNotContain("20 pictures");
  }

  @Test
  void aReportThatCannotBeWrittenIsRefusedBeforeAnyPictureIsAssessed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Run run = evaluate("--data", folders, "--report", file);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--report: " + file, "name another");
    assertThat(run.err()).doesNotContain("20 pictures");
  }

  @Test
  void doesNotWriteOverWhatItComparesWith() throws IOException {
    Path answers = folder.resolve("predictions.csv");
    evaluate("--data", folders, "--report", folder);
    String before = Files.readString(answers);
    Run run = evaluate("--data", folders, "--limit", 6, "--compare", answers, "--report", folder);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--report: " + answers, "name another folder")
        .doesNotContain("6 pictures");
    assertThat(answers).hasContent(before);
  }

  /** A folder stands where one of the files belongs. */
  @Test
  void figuresAreToldEvenIfTheirFilesCannotBeWritten() throws IOException {
    Files.createDirectories(folder.resolve("predictions.csv").resolve("something"));
    Run run = evaluate("--data", folders, "--report", folder);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("predictions.csv");
    assertThat(run.out()).contains("folders malignant", "not a medical device");
  }

  /** The only picture whose heat map is to be measured cannot be read. */
  @Test
  void whatWasFinishedIsKeptWhenTheHeatMapsCannotBeMeasured() throws IOException {
    Path manifest = manifest();
    Path chosen = DataSet.open(manifest).withSplit(Split.TEST).sample(1).pictures().get(0).file();
    Files.writeString(chosen, "no picture");
    Path report = folder.resolve("report");
    Run run =
        evaluate(
            "--data", manifest, "--compare", bundle, "--faithfulness", "1", "--report", report);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("--faithfulness 1: there is no picture to measure")
        .doesNotContain("fault of the program");
    assertThat(run.out()).contains("one melanoma", "7 pictures of both", "not a medical device");
    assertThat(Predictions.read(report.resolve("predictions.csv"))).hasSize(7);
    assertThat(report.resolve("comparison.json")).exists();
    assertThat(report.resolve("report.html")).content().contains("Compared with random-test");
    assertThat(report.toFile().list()).isSubsetOf(EvaluationOutput.FILES);
  }

  @Test
  void theChangedPicturesLeaveThePlainFiguresAlone() throws IOException {
    evaluate("--data", folders, "--report", folder.resolve("plain"));
    Run run = evaluate("--data", folders, "--robustness", "--report", folder);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("folders malignant, pictures changed", "turned 45°", "pen mark");
    assertThat(EvaluationJson.read(folder.resolve("metrics.json")))
        .isEqualTo(EvaluationJson.read(folder.resolve("plain").resolve("metrics.json")));
    assertThat(folder.resolve("summary.txt")).hasContent(run.out());
    assertThat(folder.resolve("robustness.json")).content().contains("\"newlySuspicious\"");
    assertThat(EvaluationJson.read(folder.resolve("gates.json"), GateEffects.class).subject())
        .isEqualTo(EvaluationJson.read(folder.resolve("metrics.json")).subject())
        .isPresent();
    assertThat(folder.resolve("report.html")).content().contains("When the pictures change");
    assertThat(folder.toFile().list())
        .filteredOn(name -> !name.equals("plain"))
        .isSubsetOf(EvaluationOutput.FILES);
  }

  /** Of such pictures evaluate decodes no more than the network sees. */
  @Test
  void thePlainFiguresOfLargePicturesAreThoseWithoutChanges() throws IOException {
    Path large = folder.resolve("large");
    new SyntheticDataSet(10, 3, 600, 450, 0.2, 0.5).write(large, count -> {});
    evaluate("--data", large, "--report", folder.resolve("plain"));
    evaluate("--data", large, "--robustness", "--report", folder.resolve("changed"));
    assertThat(Predictions.read(folder.resolve("changed").resolve("predictions.csv")))
        .isNotEmpty()
        .isEqualTo(Predictions.read(folder.resolve("plain").resolve("predictions.csv")));
  }

  @Test
  void changesAreNotAssessedFromEightSides() {
    Run run = evaluate("--data", folders, "--robustness", "--thorough");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--robustness", "--thorough", "leave one of them out");
  }

  @Test
  void measuresWhetherTheHeatMapsAreFaithful() throws IOException {
    Run run = evaluate("--data", folders, "--faithfulness", "3", "--report", folder);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("is the heat map faithful? 3 pictures", "most evidence first", "than by chance");
    assertThat(run.lines())
        .filteredOn(line -> line.contains("evidence first") || line.contains("correlation"))
        .hasSize(3)
        .allMatch(line -> line.length() <= 100);
    assertThat(folder.resolve("faithfulness.json"))
        .content()
        .contains("\"pictures\" : 3", "\"EVIDENCE\"", "\"deletionLead\"", "\"shuffled\"")
        .contains(", test, a sample of 3\"", "\"dataSha256\" : \"");
    assertThat(folder.resolve("report.html")).content().contains("Is the heat map faithful?");
    assertThat(folder.toFile().list()).isSubsetOf(EvaluationOutput.FILES);
    assertThat(evaluate("--data", folders, "--faithfulness", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void aPictureThatCannotBeReadIsToldOnceHoweverManyPassesThereAre() throws IOException {
    Path manifest = manifest();
    Files.writeString(manifest.resolveSibling("p1.jpg"), "no picture");
    Run run = evaluate("--data", manifest, "--robustness");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().split("left out: p1.jpg", -1)).hasSize(2);
  }

  @Test
  void takesASampleOfThePictures() throws IOException {
    Run run = evaluate("--data", folders, "--limit", 6, "--report", folder);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("6 pictures");
    Evaluation metrics = EvaluationJson.read(folder.resolve("metrics.json"));
    assertThat(metrics.overall().malignant().positives()).isEqualTo(3);
    assertThat(folder.resolve("report.html")).content().contains("a sample of at most 6");
  }

  @Test
  void picturesThatCannotBeReadAreListedAndCounted() throws IOException {
    Path manifest = manifest();
    Files.writeString(manifest.resolveSibling("p1.jpg"), "no picture");
    Run run = evaluate("--data", manifest);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("left out: p1.jpg: named .jpg but is a text file");
    assertThat(run.out()).contains("one melanoma", "cannot be read: 1");
  }

  @Test
  void failsWhenNoPictureCanBeRead() throws IOException {
    Path manifest = manifest();
    for (int i = 0; i < 8; i++) {
      Files.writeString(manifest.resolveSibling("p" + i + ".jpg"), "no picture");
    }
    Run run = evaluate("--data", manifest);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("not one of the pictures can be read");
  }

  @Test
  void wrongUsageSaysWhatThereIs() throws IOException {
    Path manifest = manifest();
    Run source = evaluate("--data", manifest, "--source", "none");
    assertThat(source.exitCode()).isEqualTo(2);
    assertThat(source.err()).contains("no source 'none' but one, other");
    Run split = evaluate("--data", manifest, "--split", "unused");
    assertThat(split.exitCode()).isEqualTo(2);
    assertThat(split.err()).contains("8 test");
    assertThat(evaluate("--data", manifest, "--split", "exam").exitCode()).isEqualTo(2);
    assertThat(evaluate("--data", manifest, "--threads", "0").exitCode()).isEqualTo(2);
    assertThat(evaluate("--data", manifest, "--limit", "0").exitCode()).isEqualTo(2);
    assertThat(evaluate("--data", manifest, "--compare-threshold", "7").exitCode()).isEqualTo(2);
    assertThat(evaluate().exitCode()).isEqualTo(2);
  }

  @Test
  void dataThatIsNotThereIsAFailureWithoutAStackTrace() {
    Run run = evaluate("--data", folder.resolve("none"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("there is no such file or folder").doesNotContain("\tat ");
  }

  @Test
  void anUnusableBundleExitsWithThree() {
    assertThat(Run.of("evaluate", "--model", folder, "--data", folders).exitCode()).isEqualTo(3);
  }

  /** Eight test pictures of two sources, two training and two validation pictures. */
  private Path manifest() throws IOException {
    StringBuilder rows = new StringBuilder("image,label,source,split\n");
    for (int i = 0; i < 12; i++) {
      TestPictures.write(folder.resolve("p" + i + ".jpg"), i);
      String split = i < 8 ? "test" : i < 10 ? "train" : "validation";
      rows.append(
          "p%d.jpg,%s,%s,%s%n"
              .formatted(i, i % 2 == 0 ? "mel" : "nv", i % 4 < 2 ? "one" : "other", split));
    }
    return Files.writeString(folder.resolve("manifest.csv"), rows);
  }
}
