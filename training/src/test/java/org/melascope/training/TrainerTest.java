package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;
import org.melascope.network.UnusableNetworkException;
import org.melascope.training.augmentation.Augmentation;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.RandomNetworks;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.backbone.VitConfiguration;
import org.melascope.training.onnx.OnnxExport;
import org.melascope.training.weights.Safetensors;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

class TrainerTest {
  private static final Weights START = TrainableNetwork.randomWeights(RandomNetworks.SMALL, 7, 1);

  @TempDir static Path pictures;
  private static DataSet data;

  @TempDir Path folder;
  private final RecordedProgress progress = new RecordedProgress();

  @BeforeAll
  static void draw() throws IOException {
    data = Miniature.draw(pictures, 160);
  }

  @Test
  void learnsFromScratch() throws IOException {
    Optimisation how = new Optimisation(20, 8, 1e-2, 1, 0.01, 0.1, 0.9, 0.5, 1, 1);
    Weights trained = trainer(Method.SCRATCH, how, data).train(START);
    EpochMetrics first = progress.epochs.get(0);
    EpochMetrics last = progress.epochs.get(19);
    assertThat(last.trainingLoss()).isLessThan(0.9 * first.trainingLoss());
    assertThat(last.malignantAuc()).isGreaterThan(0.7);
    assertThat(measured(trained).malignantAuc()).isEqualTo(last.malignantAuc());
    assertThat(progress.losses).hasSize(20 * 15);
    assertThat(progress.warnings).isEmpty();
  }

  @Test
  void fineTunesAHeadThatWasFittedFirst() throws IOException {
    Optimisation how = new Optimisation(3, 8, 1e-3, 0.75, 0.01, 0.1, 0.9, 0.5, 1, 1);
    Weights elsewhere = TrainableNetwork.randomWeights(RandomNetworks.SMALL, 10, 1);
    Weights trained = trainer(Method.FINE_TUNE, how, data).train(elsewhere);
    assertThat(measured(trained).malignantAuc()).isGreaterThan(0.8);
    assertThat(progress.phases)
        .containsExactly(
            "linear probe: 120",
            "epoch 1 of 3: 120",
            "validation: 40",
            "epoch 2 of 3: 120",
            "validation: 40",
            "epoch 3 of 3: 120",
            "validation: 40");
    assertThat(trained.tensors().keySet()).isEqualTo(START.tensors().keySet());
    assertThat(trained.tensors().get("patch_embed.proj.weight"))
        .isNotEqualTo(START.tensors().get("patch_embed.proj.weight"));
  }

  /** Three steps from random weights: what a larger transformer needs to be trained at all. */
  @Test
  void trainsALargerTransformerWhoseFileAnswersAsItDoes()
      throws IOException, UnusableNetworkException {
    Backbone larger = VitConfiguration.SMALL;
    Optimisation how = new Optimisation(1, 2, 1e-3, 0.75, 0.05, 0, 0.9, 0.25, 0, 1);
    Recipe recipe = Recipes.withBackbone(Recipes.of(Method.SCRATCH, how, Recipes.TURNS, 1), larger);
    Weights start = TrainableNetwork.randomWeights(larger, 7, 1);
    DataSet few = Miniature.draw(folder.resolve("pictures"), 8);
    Weights trained = new Trainer(recipe, few, folder.resolve("training"), progress).train(start);
    assertThat(progress.losses).hasSize(3);
    assertThat(trained.tensors().get("blocks.11.mlp.fc2.weight"))
        .isNotEqualTo(start.tensors().get("blocks.11.mlp.fc2.weight"));
    List<float[]> pictures =
        List.of(RandomNetworks.picture(larger, 0), RandomNetworks.picture(larger, 1));
    try (NDManager manager = NDManager.newBaseManager();
        Network network = Network.open(OnnxExport.of(larger, trained, 7), 1)) {
      Inference inference =
          new Inference(manager, TrainableNetwork.of(manager, larger, trained, 7));
      float[][] logits = inference.logits(pictures);
      float[][] embeddings = inference.embeddings(pictures);
      List<NetworkOutput> outputs = network.run(pictures);
      for (int i = 0; i < pictures.size(); i++) {
        assertThat(outputs.get(i).logits()).containsExactly(logits[i], within(1e-4f));
        assertThat(outputs.get(i).embedding()).containsExactly(embeddings[i], within(1e-4f));
      }
    }
  }

  @Test
  void fineTunesOnFromAHeadThatKnowsTheDiagnoses() throws IOException {
    Weights own = trainer(Method.LINEAR_PROBE, Recipes.epochs(1), data).train(START);
    double before = measured(own).malignantAuc();
    progress.phases.clear();
    Optimisation hardly = new Optimisation(1, 8, 1e-9, 1, 0, 0, 0, 1, 0, 1);
    Weights trained =
        new Trainer(
                Recipes.of(Method.FINE_TUNE, hardly, Recipes.TURNS, 1),
                data,
                folder.resolve("on"),
                progress)
            .train(own);
    assertThat(progress.phases).containsExactly("epoch 1 of 1: 120", "validation: 40");
    assertThat(measured(trained).malignantAuc()).isEqualTo(before);
  }

  @Test
  void writesOneRowPerEpochAndKeepsTheLastCheckpoint() throws IOException {
    trainer(Method.SCRATCH, Recipes.epochs(2), data).train(START);
    List<String> rows = Files.readAllLines(folder.resolve("epochs.csv"));
    assertThat(rows).hasSize(3);
    assertThat(rows.get(1)).isEqualTo(String.join(",", progress.epochs.get(0).row()));
    assertThat(rows.get(2)).startsWith("2,30,");
    assertThat(folder.resolve("checkpoint-30")).isDirectory();
    assertThat(folder.resolve("checkpoint-15")).doesNotExist();
  }

  @Test
  void fitsTheHeadAloneInALinearProbe() throws IOException {
    Weights trained = trainer(Method.LINEAR_PROBE, Recipes.epochs(2), data).train(START);
    assertThat(measured(trained).malignantAuc()).isGreaterThan(0.8);
    START
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!name.startsWith("head")) {
                assertThat(trained.tensors().get(name)).as(name).isEqualTo(tensor);
              }
            });
    assertThat(progress.losses).isEmpty();
  }

  @Test
  void changesLowerLayersMoreSlowly() throws IOException {
    Optimisation how = new Optimisation(1, 8, 1e-2, 1e-2, 0, 0, 0, 1, 0, 1);
    Weights trained = trainer(Method.SCRATCH, how, data).train(START);
    double patches = change(trained, "patch_embed.proj.weight");
    double first = change(trained, "blocks.0.mlp.fc1.weight");
    double second = change(trained, "blocks.1.mlp.fc1.weight");
    double norm = change(trained, "norm.weight");
    assertThat(patches).isGreaterThan(0).isLessThan(first / 20);
    assertThat(first).isLessThan(second / 20);
    assertThat(second).isLessThan(norm / 20);
  }

  @Test
  void isDecidedByTheSeed() throws IOException {
    Weights once = trained("once", 1);
    assertThat(trained("again", 1)).isEqualTo(once);
    assertThat(trained("other", 2)).isNotEqualTo(once);
  }

  private Weights trained(String name, long seed) throws IOException {
    Recipe recipe = Recipes.of(Method.SCRATCH, Recipes.epochs(1), Augmentation.STRONG, seed);
    return new Trainer(recipe, data, folder.resolve(name), progress).train(START);
  }

  @Test
  void warnsOnceOfEachPictureThatCannotBeReadAndTrainsOnTheOthers() throws IOException {
    DataSet damaged = Miniature.draw(folder.resolve("pictures"), 24);
    LabelledPicture first = damaged.withSplit(Split.TRAIN).pictures().get(0);
    LabelledPicture validated = damaged.withSplit(Split.VALIDATION).pictures().get(0);
    Files.writeString(first.file(), "no picture");
    Files.writeString(validated.file(), "no picture");
    trainer(Method.SCRATCH, Recipes.epochs(3), damaged).train(START);
    assertThat(progress.epochs).hasSize(3);
    assertThat(progress.warnings).hasSize(2);
    assertThat(progress.warnings.get(0)).contains(first.file().toString());
    assertThat(progress.warnings.get(1)).contains(validated.file().toString());
  }

  @Test
  void failsWhereNothingCanBeTrainedOn() throws IOException {
    DataSet damaged = Miniature.draw(folder.resolve("pictures"), 24);
    for (LabelledPicture picture : damaged.pictures()) {
      Files.writeString(picture.file(), "no picture");
    }
    for (Method method : Method.values()) {
      assertThatThrownBy(() -> trainer(method, Recipes.epochs(1), damaged).train(START))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("can be read");
    }
    DataSet unlabelled =
        new DataSet(
            "unlabelled",
            data.provenance(),
            data.pictures().stream().map(TrainerTest::withoutLabel).toList());
    for (Method method : Method.values()) {
      assertThatThrownBy(() -> trainer(method, Recipes.epochs(1), unlabelled).train(START))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no labelled picture");
    }
  }

  @Test
  void trainsWithoutValidationPictures() throws IOException {
    DataSet trainOnly = data.withSplit(Split.TRAIN);
    trainer(Method.SCRATCH, Recipes.epochs(1), trainOnly).train(START);
    assertThat(progress.epochs.get(0).validationLoss()).isNaN();
    assertThat(Files.readAllLines(folder.resolve("epochs.csv")).get(1)).contains(",,,,");
  }

  @Test
  void stopsWhenTheLossIsNoNumberAndLeavesTheLastCheckpointInPlace() throws IOException {
    Recipe recipe = Recipes.of(Method.SCRATCH, Recipes.epochs(3), Recipes.TURNS, 1);
    assertThatThrownBy(
            () -> new Trainer(recipe, data, folder, new RecordedProgress(16)).train(START))
        .isInstanceOf(RecordedProgress.Stopped.class);
    Path weights = folder.resolve("checkpoint-15/weights.safetensors");
    Weights diverged = Safetensors.read(weights);
    diverged.tensors().get("blocks.0.attn.qkv.weight").values()[0] = Float.NaN;
    Safetensors.write(weights, diverged);
    Checkpoint before = Checkpoint.latest(folder).orElseThrow();
    assertThatThrownBy(() -> new Trainer(recipe, data, folder, progress).train(START))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the loss became NaN at step 15")
        .hasMessageContaining("lower the learning rate");
    assertThat(Checkpoint.latest(folder)).contains(before);
    assertThat(progress.epochs).isEmpty();
  }

  @Test
  void stopsWhenTheGradientIsTooLargeForANumber() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>(START.tensors());
    tensors.put("norm.weight", Tensor.of(new float[24], 24));
    Arrays.fill(tensors.get("norm.weight").values(), 1e30f);
    assertThatThrownBy(
            () -> trainer(Method.SCRATCH, Recipes.epochs(1), data).train(new Weights(tensors)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the gradient became Infinity at step 0");
    assertThat(Checkpoint.latest(folder)).isEmpty();
  }

  private Trainer trainer(Method method, Optimisation how, DataSet data) {
    return new Trainer(Recipes.of(method, how, Recipes.TURNS, 1), data, folder, progress);
  }

  private static LabelledPicture withoutLabel(LabelledPicture p) {
    return new LabelledPicture(
        p.name(), p.file(), p.source(), p.split(), p.lesion(), Optional.empty(), p.attributes());
  }

  private static double change(Weights trained, String name) {
    float[] before = START.tensors().get(name).values();
    float[] after = trained.tensors().get(name).values();
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs(after[i] - before[i]);
    }
    return sum / before.length;
  }

  private static EpochMetrics measured(Weights weights) {
    Recipe recipe = Recipes.of(Method.SCRATCH, Recipes.epochs(1), Recipes.TURNS, 1);
    try (NDManager manager = NDManager.newBaseManager()) {
      TrainableNetwork network = TrainableNetwork.of(manager, recipe.backbone(), weights, 7);
      Inference inference = new Inference(manager, network);
      LabelledOutputs outputs =
          LabelledOutputs.of(
              "measured",
              data.withSplit(Split.VALIDATION).pictures(),
              recipe.preprocessing(),
              inference::logits,
              new HashSet<>(),
              new RecordedProgress());
      return EpochMetrics.of(1, 0, 0, outputs, 0);
    }
  }
}
