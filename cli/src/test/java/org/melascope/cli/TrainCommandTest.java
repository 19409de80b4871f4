package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.bundle.Bundle;
import org.melascope.dataset.synthetic.SyntheticDataSet;

class TrainCommandTest {
  @TempDir private static Path shared;
  private static Path pictures = Path.of("");
  private static Path bundle = Path.of("");
  private static Run training = Run.of("--version");

  @TempDir private Path folder;

  @BeforeAll
  static void trainOnce() throws IOException {
    pictures = shared.resolve("pictures");
    new SyntheticDataSet(24, 5, 48, 48, 0, 0.25).write(pictures, drawn -> {});
    bundle = shared.resolve("model");
    training = train(bundle, "--method", "scratch", "--epochs", "1", "--seed", "5");
  }

  @Test
  void trainsOnClassFoldersAndWritesABundleThatClassifies() throws IOException {
    assertThat(training.err())
        .contains("seed 5", "epoch 1: training loss", "wrote model-1+")
        .contains("of the validation pictures only 1 are known to be malignant");
    assertThat(training.exitCode()).isZero();
    try (Stream<Path> files = Files.list(bundle)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(
              "bundle.json",
              "model.onnx",
              "novelty.bin",
              "MODEL_CARD.md",
              "recipe.json",
              "evaluation");
    }

    Run answers =
        Run.of(
            "classify", "--model", bundle, "--format", "csv", pictures.resolve("test/malignant"));
    assertThat(answers.exitCode()).isZero();
    List<String> rows = answers.lines();
    assertThat(rows.get(0))
        .isEqualTo(
            "image,decision,p_malignant,p_melanoma,mel,nv,bcc,akiec,bkl,df,vasc,reasons,model");
    assertThat(rows).hasSizeGreaterThan(1).last().asString().endsWith(modelOf(training.err()));
  }

  @Test
  void trainsTheSameNetworkAgainByItsRecipe() throws IOException {
    Path again = folder.resolve("again");
    Run run = train(again, "--recipe", bundle.resolve("recipe.json"));
    assertThat(run.err()).contains("seed 5");
    assertThat(run.exitCode()).isZero();
    assertThat(again.resolve("model.onnx")).hasSameBinaryContentAs(bundle.resolve("model.onnx"));
    assertThat(again.resolve("recipe.json")).hasSameTextualContentAs(bundle.resolve("recipe.json"));
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void keepsWhatIsDoneWhenItIsToldToStop() throws Exception {
    Path stopped = folder.resolve("stopped");
    Path said = folder.resolve("said.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String property : List.of("ai.djl.offline", "ai.djl.pytorch.num_threads")) {
      command.add("-D" + property + "=" + System.getProperty(property, ""));
    }
    command.addAll(List.of("-Xmx1g", Melascope.class.getName(), "train"));
    command.addAll(List.of("--data", pictures.toString(), "--out", stopped.toString()));
    command.addAll(List.of("--method", "scratch", "--epochs", "500"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(said.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.directory(folder.toFile()).start();
    try {
      while (!Files.readString(said).contains("epoch 1: ")) {
        assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
        Thread.sleep(100);
      }
      Run second = train(stopped, "--method", "scratch", "--epochs", "500", "--resume");
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.err()).contains("another process trains in this folder");
      process.destroy();
      assertThat(process.waitFor()).as("of SIGTERM: 128 + 15").isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(said)).contains("stopped; what is done is kept in " + stopped);
    assertThat(folder).isDirectoryNotContaining("glob:**hs_err*");
    Run anew = train(stopped, "--method", "scratch", "--epochs", "500");
    assertThat(anew.exitCode()).isEqualTo(2);
    assertThat(anew.err()).contains("holds a training that was interrupted");
  }

  @Test
  void leavesToTheRecipeWhatItDecides() throws IOException {
    Run run =
        train(folder.resolve("new"), "--recipe", folder.resolve("recipe.json"), "--epochs", "2");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--epochs is decided by the recipe");
    Run mixed =
        train(folder.resolve("new"), "--recipe", folder.resolve("recipe.json"), "--mixup", "0.2");
    assertThat(mixed.exitCode()).isEqualTo(2);
    assertThat(mixed.err()).contains("--mixup is decided by the recipe");
  }

  @Test
  void namesTheRecipeThatIsNotThere() throws IOException {
    Run run = train(folder.resolve("new"), "--recipe", folder.resolve("missing.json"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("missing.json: there is no such file");
  }

  @Test
  void takesSeveralStartsOnlyForARecipe() throws IOException {
    Run run = train(folder.resolve("new"), "--init", "a.onnx", "--init", "b.onnx");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--init is given several times: that needs a --recipe");
  }

  @Test
  void saysWhichMethodsThereAre() throws IOException {
    Run run = train(folder, "--method", "magic");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--method", "magic", "scratch, linear-probe, fine-tune");
  }

  @Test
  void mixesByNothingLessThanZero() throws IOException {
    Run run = train(folder, "--method", "scratch", "--mixup", "-0.1");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("mixup must be from 0 to 10, not -0.1");
  }

  @Test
  void namesTheFieldThatIsOutOfRange() throws IOException {
    Run run = train(folder, "--method", "scratch", "--kept-patches", "1.5");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("keptPatches", "1.5");
  }

  @Test
  void namesTheSourceThatCannotBeLeftOut() throws IOException {
    Run run = train(folder, "--without-source", "elsewhere");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--without-source is 'elsewhere': use ");
  }

  @Test
  void namesTheSourceWhoseShareIsOutOfRange() throws IOException {
    Run run = train(folder, "--method", "scratch", "--share", "mine=1.5");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("share of mine", "1.5");
  }

  @Test
  void resumesOnlyWhatWasInterrupted() throws IOException {
    Run run = train(folder.resolve("new"), "--resume");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no interrupted training");
  }

  @Test
  void looksAtTheFolderOfTheBundleBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Run run = train(file, "--method", "scratch");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--out: " + file + " is no folder that can be written to");
    Run over = train(bundle, "--method", "scratch");
    assertThat(over.exitCode()).isEqualTo(2);
    assertThat(over.err()).contains("--out: " + bundle + " holds a bundle already");
  }

  @Test
  void inheritsTheTermsOfWhatItGoesOnFrom() throws Exception {
    assertThat(training.exitCode()).isZero();
    assertThat(Bundle.open(bundle).description().terms())
        .isEqualTo("The terms of the training pictures apply to these weights.");
    assertThat(InheritedTerms.of(List.of(bundle, folder)))
        .isEqualTo("The terms of the training pictures apply to these weights.");
    Path json = bundle.resolve("bundle.json");
    String before = Files.readString(json);
    try {
      Files.writeString(
          json, before.replaceFirst("\"terms\" : \"[^\"]*\"", "\"terms\" : \"Not for sale.\""));
      assertThat(InheritedTerms.of(List.of(bundle)))
          .startsWith("The terms of the training pictures apply to these weights. They go on from ")
          .endsWith(", whose terms apply, too: Not for sale.");
    } finally {
      Files.writeString(json, before);
    }
  }

  @Test
  void needsWeightsToStartFrom() throws IOException {
    Path nothing = folder.resolve("nothing.safetensors");
    Run run = train(folder.resolve("new"), "--init", nothing);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("nothing.safetensors: there is no such file");
    Run bundle = train(folder.resolve("new"), "--init", folder.resolve("my-modle"));
    assertThat(bundle.exitCode()).isEqualTo(1);
    assertThat(bundle.err()).contains("my-modle: there is no such file");
  }

  @Test
  void takesNoWeightsToTrainFromScratch() throws IOException {
    Run run = train(folder.resolve("new"), "--init", bundle, "--method", "scratch");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--method scratch", "--init", "leave out one of them");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void namesTheFolderWithoutPictures() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty/train/benign"));
    Path data = empty.getParent().getParent();
    Run run =
        Run.of("train", "--data", data, "--out", folder.resolve("new"), "--method", "scratch");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("empty");
  }

  /** Trains on the pictures of all tests. */
  private static Run train(Path out, Object... options) {
    List<Object> words = new ArrayList<>(List.of("train", "--data", pictures, "--out", out));
    words.addAll(List.of(options));
    return Run.of(words.toArray());
  }

  private static String modelOf(String training) {
    String written = training.substring(training.indexOf("wrote ") + "wrote ".length());
    return written.substring(0, written.indexOf(' '));
  }
}
