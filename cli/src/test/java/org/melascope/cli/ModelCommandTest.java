package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.synthetic.SyntheticDataSet;

class ModelCommandTest {
  @TempDir private Path bundle;

  @BeforeEach
  void write() {
    TinyBundle.write(bundle);
  }

  @Test
  void showsWhatMattersBeforeUse() throws UnusableBundleException {
    Run run = Run.of("model", "show", bundle);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "random-test, version 1, made on 2026-11-23",
            Bundle.open(bundle).description().network().sha256(),
            "must not be asked about anybody's skin",
            "Apache-2.0",
            "akiec actinic keratosis / Bowen's disease",
            "32 x 32 pixels, framing centre",
            "temperature 1.5000",
            "(0.95 unless another is asked for)",
            "made-up/validation",
            "gates, set on: ",
            ", which decides",
            "none/train",
            "random weights",
            "epochs: 0");
    assertThat(run.lines())
        .anyMatch(
            line ->
                line.matches(
                    "  0\\.90  0\\.6000 +0\\.900 \\[0\\.851, 0\\.934] +0\\.900 .* 0\\.700 .*"))
        .anyMatch(line -> line.matches("  too-dark +below +-?[0-9.]+  NOT_ASSESSABLE"))
        .anyMatch(line -> line.matches("  lesion-cut-off +above +-?[0-9.]+  REMARK"));
  }

  @Test
  void showsTheBundlesOwnFile() throws IOException {
    Run run = Run.of("model", "show", bundle, "--format", "json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(Files.readString(bundle.resolve(Bundle.DESCRIPTION)) + "\n");
  }

  @Test
  void verifiesAWholeBundle() {
    Run run = Run.of("model", "verify", bundle);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("random-test-1\\+[0-9a-f]{12}: ok\\R");
  }

  @Test
  void verifyingNamesTheFieldThatDoesNotFit() throws IOException {
    change("\"temperature\" : 1.5", "\"temperature\" : 0");
    Run run = Run.of("model", "verify", bundle);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("bundle.json: calibration", "temperature must be positive");
    assertThat(Run.of("model", "show", bundle).exitCode()).isEqualTo(3);
  }

  /** Two names of equal length in the graph are exchanged, and the hash is made to fit. */
  @Test
  void verifyingOpensTheNetwork() throws IOException {
    Path model = bundle.resolve(Bundle.MODEL);
    String before = Bundle.sha256(Files.readAllBytes(model));
    String bytes = Files.readString(model, StandardCharsets.ISO_8859_1);
    Files.writeString(model, bytes.replace("evidence", "evidense"), StandardCharsets.ISO_8859_1);
    change(before, Bundle.sha256(Files.readAllBytes(model)));
    Run run = Run.of("model", "verify", bundle);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("model.onnx", "evidence");
  }

  @Test
  void writesACardWithTheResultsOfTheEvaluationInTheBundle(@TempDir Path pictures)
      throws IOException {
    assertThat(Run.of("model", "card", bundle).out())
        .contains("wrote " + bundle.resolve("MODEL_CARD.md"), "no evaluation/metrics.json");
    new SyntheticDataSet(20, 3, 40, 40, 0.2, 0.5).write(pictures, count -> {});
    Path results = bundle.resolve("evaluation");
    Run.of("evaluate", "--model", bundle, "--data", pictures, "--robustness", "--report", results);
    Run run = Run.of("model", "card", bundle, "--power", 100, "--carbon-intensity", 20);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).doesNotContain("no evaluation");
    assertThat(bundle.resolve("MODEL_CARD.md"))
        .content()
        .contains("# random-test, version 1", "evaluation/robustness.json", ", malignant |")
        .contains("x 100 W / 1000", "x 20 g/kWh", "none/train");
  }

  @Test
  void aCardHasTheLimitsThatNoNumberShows() throws IOException {
    Path limits = Files.createDirectories(bundle.resolve("evaluation")).resolve("limits.txt");
    Files.writeString(limits, "Two test pictures are copies.\n\n  Nobody's skin was type VI.  \n");
    assertThat(Run.of("model", "card", bundle).exitCode()).isZero();
    assertThat(bundle.resolve("MODEL_CARD.md"))
        .content()
        .contains(
            "- Two test pictures are copies.\n- Nobody's skin was type VI.\n- It knows seven");
    Files.write(limits, new byte[] {(byte) 0xe9, 'l'});
    Run run = Run.of("model", "card", bundle);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("limits.txt is no text in UTF-8");
  }

  @Test
  void aCardNeedsAnEvaluationThatCanBeReadAndEnergyThatCanBe() throws IOException {
    assertThat(Run.of("model", "card", bundle, "--power", "0").exitCode()).isEqualTo(2);
    Files.createDirectories(bundle.resolve("evaluation"));
    Files.writeString(bundle.resolve("evaluation").resolve("metrics.json"), "{}");
    Run run = Run.of("model", "card", bundle);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("metrics.json").doesNotContain("\tat ", "fault of the program");
    assertThat(Run.of("model", "card", bundle.resolve("none")).exitCode()).isEqualTo(3);
  }

  @Test
  void aCardIsNotWrittenWithTheResultsOfAnotherBundle(@TempDir Path pictures) throws IOException {
    new SyntheticDataSet(20, 3, 40, 40, 0.2, 0.5).write(pictures, count -> {});
    Path results = bundle.resolve("evaluation");
    Run.of("evaluate", "--model", bundle, "--data", pictures, "--report", results);
    change("\"version\" : \"1\"", "\"version\" : \"2\"");
    Run run = Run.of("model", "card", bundle);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("evaluation/metrics.json holds the results of random-test-1+", "evaluate it")
        .doesNotContain("fault of the program");
    assertThat(bundle.resolve("MODEL_CARD.md")).doesNotExist();
  }

  @Test
  void fitsAllButTheWeightsAnew(@TempDir Path pictures, @TempDir Path out)
      throws IOException, UnusableBundleException {
    new SyntheticDataSet(40, 3, 40, 40, 0.2, 0.5).write(pictures, count -> {});
    Run run = Run.of("model", "fit", bundle, "--data", pictures, "--out", out);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("wrote random-test-1+");
    Bundle before = Bundle.open(bundle);
    Bundle after = Bundle.open(out);
    assertThat(after.model()).isEqualTo(before.model());
    assertThat(after.description().training()).isEqualTo(before.description().training());
    assertThat(after.description().data()).isEqualTo(before.description().data());
    assertThat(after.description().preprocessing()).isEqualTo(before.description().preprocessing());
    assertThat(after.description().calibration()).isNotEqualTo(before.description().calibration());
    assertThat(after.description().operatingCurve().points())
        .hasSize(20)
        .allMatch(point -> point.data().endsWith(", validation"));
    assertThat(out.resolve("MODEL_CARD.md")).content().contains("# random-test, version 1");
  }

  @Test
  void fittingElsewhereTakesAlongHowTheNetworkWasTrained(
      @TempDir Path pictures, @TempDir Path folder) throws IOException {
    new SyntheticDataSet(40, 3, 40, 40, 0.2, 0.5).write(pictures, count -> {});
    Files.writeString(bundle.resolve("recipe.json"), "{}");
    Files.createDirectories(bundle.resolve("evaluation"));
    Files.writeString(bundle.resolve("evaluation/epochs.csv"), "epoch,seconds\n1,7200\n");
    Path out = folder.resolve("new");
    Run run = Run.of("model", "fit", bundle, "--data", pictures, "--out", out);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(out.resolve("recipe.json")).hasContent("{}");
    assertThat(out.resolve("evaluation/epochs.csv")).hasContent("epoch,seconds\n1,7200\n");
    assertThat(out.resolve("MODEL_CARD.md")).hasSameTextualContentAs(cardOf(bundle, pictures));
  }

  /** Of a bundle that is fitted where it is. */
  private static Path cardOf(Path bundle, Path pictures) {
    assertThat(Run.of("model", "fit", bundle, "--data", pictures).exitCode()).isZero();
    return bundle.resolve("MODEL_CARD.md");
  }

  /** No picture needs to be there: it is refused before anything is read. */
  @Test
  void doesNotReplaceAnotherBundle(@TempDir Path folder) throws IOException {
    Path other = TinyBundle.write(folder.resolve("other"));
    Path pictures = folder.resolve("none");
    for (String command : List.of("fit", "quantise", "export")) {
      assertRefused(other, Run.of("model", command, bundle, "--data", pictures, "--out", other));
    }
    assertRefused(
        other, Run.of("model", "combine", bundle, other, "--data", pictures, "--out", other));
  }

  private static void assertRefused(Path other, Run run) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--out: " + other + " holds a bundle already; name another folder");
  }

  @Test
  void aBundleIsReplacedByWhatIsMadeOfItHoweverItsFolderIsWritten(@TempDir Path pictures)
      throws IOException {
    new SyntheticDataSet(40, 3, 40, 40, 0.2, 0.5).write(pictures, count -> {});
    Files.createDirectories(bundle.resolve("evaluation"));
    Path same = bundle.resolve("evaluation/..");
    Run run = Run.of("model", "fit", bundle, "--data", pictures, "--out", same);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void fittingInPlaceKeepsNoResultsOfTheBundleAsItWas(@TempDir Path pictures) throws IOException {
    new SyntheticDataSet(40, 3, 40, 40, 0.2, 0.5).write(pictures, count -> {});
    Path results = bundle.resolve("evaluation");
    Run.of("evaluate", "--model", bundle, "--data", pictures, "--report", results);
    Files.writeString(results.resolve("epochs.csv"), "epoch,seconds\n1,5\n");
    Files.writeString(results.resolve("limits.txt"), "Three test pictures are copies.\n");
    assertThat(results.resolve("metrics.json")).exists();

    Run run = Run.of("model", "fit", bundle, "--data", pictures);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("deleted from " + results + " what was measured before: gates.json, metrics.json")
        .contains("evaluate the bundle again")
        .contains("limits.txt tells of the bundle that was there before");
    try (Stream<Path> left = Files.list(results)) {
      assertThat(left.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("degradation.csv", "epochs.csv", "limits.txt");
    }
    assertThat(bundle.resolve("MODEL_CARD.md")).content().contains("Not measured yet");
    assertThat(Run.of("model", "fit", "--help").out()).contains("deleted, and the model card");
  }

  @Test
  void quantisesIntoABundleOfItsOwn(@TempDir Path pictures, @TempDir Path out) throws IOException {
    new SyntheticDataSet(40, 3, 40, 40, 0.2, 0.5).write(pictures, count -> {});
    Path rounded = out.resolve("rounded");
    Run run =
        Run.of(
            "model",
            "quantise",
            bundle,
            "--data",
            pictures,
            "--out",
            rounded,
            "--model-version",
            "2");
    assertThat(run.err()).contains("wrote random-test-2+");
    assertThat(run.exitCode()).isZero();
    assertThat(Files.size(rounded.resolve("model.onnx")))
        .isLessThan(Files.size(bundle.resolve("model.onnx")));
    assertThat(Run.of("model", "show", rounded).out()).contains("random-test-2+");
    assertThat(Run.of("model", "verify", rounded).exitCode()).isZero();
    assertThat(Run.of("model", "quantise", bundle, "--data", pictures).exitCode()).isEqualTo(2);
  }

  @Test
  void combiningABundleThatIsBrokenExitsWithThree(@TempDir Path folder) throws IOException {
    Path broken = TinyBundle.write(folder.resolve("broken"));
    Files.writeString(broken.resolve(Bundle.DESCRIPTION), "{}");
    new SyntheticDataSet(20, 3, 40, 40, 0.2, 0.5).write(folder.resolve("pictures"), count -> {});
    Run run =
        Run.of(
            "model",
            "combine",
            bundle,
            broken,
            "--data",
            folder.resolve("pictures"),
            "--out",
            folder.resolve("new"));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains(broken.toString());
  }

  @Test
  void fittingNeedsValidationPicturesThatCanBeRead(@TempDir Path pictures) throws IOException {
    String before = Files.readString(bundle.resolve(Bundle.DESCRIPTION));
    Path manifest = pictures.resolve("manifest.csv");
    Files.writeString(manifest, "image,label,split\nbroken.png,nv,validation\n");
    Files.writeString(pictures.resolve("broken.png"), "no picture");
    Run run = Run.of("model", "fit", bundle, "--data", manifest);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("broken.png", "no labelled validation picture");
    assertThat(bundle.resolve(Bundle.DESCRIPTION)).content().isEqualTo(before);
  }

  @Test
  void wrongUsageExitsWithTwo() {
    assertThat(Run.of("model", "fit", bundle).exitCode()).isEqualTo(2);
    assertThat(Run.of("model").exitCode()).isEqualTo(2);
    assertThat(Run.of("model", "drop").exitCode()).isEqualTo(2);
    assertThat(Run.of("model", "show", bundle, "--format", "csv").exitCode()).isEqualTo(2);
  }

  private void change(String from, String to) throws IOException {
    Path file = bundle.resolve(Bundle.DESCRIPTION);
    String json = Files.readString(file);
    assertThat(json).contains(from);
    Files.writeString(file, json.replace(from, to));
  }
}
