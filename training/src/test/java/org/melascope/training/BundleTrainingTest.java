package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.dataset.synthetic.SyntheticDataSet;
import org.melascope.diagnosis.LabelSet;
import org.melascope.evaluation.fitting.BundleFitting;
import org.melascope.image.Framing;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;
import org.melascope.image.UnreadableImageException;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;
import org.melascope.training.augmentation.Augmentation;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.RandomNetworks;
import org.melascope.training.onnx.OnnxExport;
import org.melascope.training.onnx.OnnxQuantisation;
import org.melascope.training.weights.Weights;

class BundleTrainingTest {
  private static final BundleFitting.Release RELEASE =
      new BundleFitting.Release("miniature", "1", "Synthetic pictures: no terms.");

  @TempDir private Path folder;

  @Test
  void makesABundleThatAnswersFromClassFolders()
      throws IOException, UnusableBundleException, UnreadableImageException {
    DataSet data = pictures(48);
    Recipe recipe = recipe(Method.FINE_TUNE);
    Path bundle = folder.resolve("bundle");

    BundleDescription description = train(recipe, random(recipe), data, bundle);

    assertThat(description.data().get(0).pictures())
        .containsEntry("pictures/train", data.withSplit(Split.TRAIN).size())
        .containsEntry("pictures/validation", data.withSplit(Split.VALIDATION).size())
        .hasSize(2);
    assertThat(bundle.resolve("checkpoints")).doesNotExist();
    assertThat(Files.readAllLines(bundle.resolve("evaluation/epochs.csv"))).hasSize(3);
    assertThat(Files.readString(bundle.resolve("MODEL_CARD.md")))
        .contains("# miniature, version 1");
    LabelledPicture picture = data.withSplit(Split.TEST).pictures().get(0);
    try (Assessor assessor = Assessor.open(bundle, 1)) {
      assertThat(assessor.description()).isEqualTo(description);
      Assessment answer = assessor.assess(new ImageReader().read(picture.file()));
      assertThat(answer.judgement()).isPresent();
      assertThat(answer.model()).isEqualTo(description.identity());
    }
  }

  @Test
  void aBundleIsAStartForAnotherTraining() throws IOException {
    DataSet data = pictures(32);
    Recipe recipe = recipe(Method.LINEAR_PROBE);
    Path first = folder.resolve("first");
    train(recipe, random(recipe), data, first);

    StartingWeights start = StartingWeights.read(first, RandomNetworks.SMALL);
    BundleDescription second = train(recipe, start, data, folder.resolve("second"));

    assertThat(second.training().startedFrom()).startsWith("first/model.onnx, SHA-256 ");
  }

  @Test
  void severalBundlesBecomeOneThatAnswersLikeTheirMean()
      throws IOException, UnusableBundleException, UnreadableImageException {
    DataSet data = pictures(48);
    Path transformer = trained(data, RandomNetworks.SMALL, folder.resolve("transformer"));
    Path convolutional =
        trained(data, RandomNetworks.SMALL_CONVOLUTIONAL, folder.resolve("convolutional"));

    Path both = folder.resolve("both");
    BundleDescription description =
        new BundleCombination(Combination.ENSEMBLE, data, new Silence())
            .run(whole(transformer, convolutional), both, RELEASE);

    assertThat(description.training().backbone()).isEqualTo("test+test-convolutional");
    assertThat(both.resolve("evaluation/epochs-of-network-2.csv")).exists();
    LesionImage picture =
        new ImageReader().read(data.withSplit(Split.TEST).pictures().get(0).file());
    Preprocessing preprocessing = description.preprocessing();
    float[] expected = new float[7];
    for (Path one : List.of(transformer, convolutional)) {
      NetworkOutput output = output(one, preprocessing, picture);
      double temperature = Bundle.open(one).description().calibration().temperature();
      for (int i = 0; i < 7; i++) {
        expected[i] += (float) (output.logits()[i] / temperature / 2);
      }
    }
    NetworkOutput output = output(both, preprocessing, picture);
    assertThat(output.logits()).containsExactly(expected, within(1e-4f));
    assertThat(output.embedding())
        .containsExactly(output(transformer, preprocessing, picture).embedding(), within(1e-4f));
    assertThat(output.evidence().rows()).isEqualTo(RandomNetworks.SMALL.grid());
    try (Assessor assessor = Assessor.open(both, 1)) {
      assertThat(assessor.assess(picture).model()).isEqualTo(description.identity());
    }

    BundleCombination combination =
        new BundleCombination(Combination.ENSEMBLE, data, new Silence());
    assertThatThrownBy(() -> combination.run(whole(both, transformer), both, RELEASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name a bundle of one network");
    Path json = transformer.resolve("bundle.json");
    Files.writeString(
        json, Files.readString(json).replaceFirst("\"mean\" : \\[ 0.5", "\"mean\" : [ 0.4"));
    assertThatThrownBy(() -> combination.run(whole(convolutional, transformer), both, RELEASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("transformer prepares pictures in another way");
    assertThatThrownBy(() -> combination.run(whole(transformer), both, RELEASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least two");
  }

  @Test
  void aNetworkThatIsExportedAnewAnswersAsBefore()
      throws IOException, UnusableBundleException, UnreadableImageException {
    DataSet data = pictures(32);
    Path old = trained(data, RandomNetworks.SMALL, folder.resolve("old"));
    BundleDescription before = Bundle.open(old).description();

    Path anew = folder.resolve("new");
    BundleDescription description = new BundleExport(data, new Silence()).run(old, anew, "2");

    assertThat(Bundle.open(anew).description()).isEqualTo(description);
    assertThat(description.version()).isEqualTo("2");
    assertThat(description.name()).isEqualTo(before.name());
    assertThat(description.training()).isEqualTo(before.training());
    assertThat(description.gates()).isPresent();
    assertThat(anew.resolve("evaluation/epochs.csv"))
        .hasSameTextualContentAs(old.resolve("evaluation/epochs.csv"));
    LesionImage picture = new ImageReader().read(data.pictures().get(0).file());
    assertThat(output(anew, before.preprocessing(), picture).logits())
        .containsExactly(output(old, before.preprocessing(), picture).logits(), within(1e-5f));
  }

  @Test
  void aNetworkInIntegersAnswersNearlyAsBeforeAndIsTrainedAgainByItsRecipe()
      throws IOException, UnusableBundleException, UnreadableImageException {
    DataSet data = pictures(32);
    Path start = folder.resolve("start.onnx");
    Files.write(
        start,
        OnnxExport.of(RandomNetworks.SMALL, RandomNetworks.weights(RandomNetworks.SMALL, 5), 7));
    Path exact = folder.resolve("exact");
    train(recipe(Method.FINE_TUNE), StartingWeights.read(start, RandomNetworks.SMALL), data, exact);

    Path rounded = folder.resolve("rounded");
    BundleDescription description =
        new BundleQuantisation(data, new Silence(), 1).run(exact, rounded, "1-int8");

    assertThat(Bundle.open(rounded).description()).isEqualTo(description);
    assertThat(description.training().recipe()).containsKeys("int8", "backbone");
    assertThat(rounded.resolve("evaluation/epochs.csv"))
        .hasSameTextualContentAs(exact.resolve("evaluation/epochs.csv"));
    LesionImage picture = new ImageReader().read(data.pictures().get(0).file());
    Preprocessing preprocessing = description.preprocessing();
    assertThat(output(rounded, preprocessing, picture).logits())
        .containsExactly(output(exact, preprocessing, picture).logits(), within(0.3f));

    assertThat(OnnxQuantisation.layers(Files.readAllBytes(exact.resolve("model.onnx")))).hasSize(8);
    assertThat(OnnxQuantisation.layers(Files.readAllBytes(rounded.resolve("model.onnx"))))
        .isEmpty();

    TrainingPlan plan = TrainingPlan.read(rounded.resolve("recipe.json"));
    assertThat(plan.precision()).isEqualTo(Precision.INT8);
    BundleDescription again =
        new BundleTraining(plan, data, new Silence())
            .run(plan.starts(List.of(start)), folder.resolve("again"), RELEASE);
    assertThat(again.network().sha256()).isEqualTo(description.network().sha256());
    assertThat(BundleTraining.isUnfinished(folder.resolve("again"))).isFalse();

    assertThatThrownBy(() -> new BundleExport(data, new Silence()).run(rounded, exact, "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rounded computes in 8-bit integers");
    assertThatThrownBy(
            () ->
                new BundleQuantisation(data, new Silence())
                    .run(rounded, folder.resolve("twice"), "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rounded computes in 8-bit integers");
    assertThatThrownBy(
            () -> new BundleQuantisation(data, new Silence(), 0).run(exact, rounded, "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exact: every layer changes the answers too much");
    Path convolutional =
        trained(data, RandomNetworks.SMALL_CONVOLUTIONAL, folder.resolve("convolutional"));
    assertThatThrownBy(
            () -> new BundleQuantisation(data, new Silence()).run(convolutional, exact, "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no layer of a transformer");
  }

  @Test
  void aTrainingThatWasStoppedBeforeItsNetworkWasInIntegersOnlyDoesThatYet() throws IOException {
    DataSet data = pictures(32);
    Recipe recipe = recipe(Method.FINE_TUNE);
    StartingWeights start = random(recipe);
    TrainingPlan plan = TrainingPlan.of(recipe, start);
    Path bundle = folder.resolve("bundle");
    Path exact = bundle.resolve("networks/in-floats");
    BundleDescription trained =
        new BundleTraining(plan, data, new Silence()).run(List.of(start), exact, RELEASE);
    assertThat(BundleTraining.isUnfinished(bundle)).isTrue();
    // What would be trained now could not start.
    StartingWeights none = new StartingWeights("none", "", new Weights(Map.of()));

    BundleDescription rounded =
        new BundleTraining(plan.in(Precision.INT8), data, new Silence())
            .run(List.of(none), bundle, RELEASE);

    assertThat(rounded.network().sha256()).isNotEqualTo(trained.network().sha256());
    assertThat(TrainingPlan.read(bundle.resolve("recipe.json"))).isEqualTo(plan.in(Precision.INT8));
    assertThat(BundleTraining.isUnfinished(bundle)).isFalse();
  }

  @Test
  void aTrainingInStagesIsDoneAgainByTheRecipeInItsBundle() throws IOException {
    DataSet data = pictures(32);
    Recipe first = recipe(Method.FINE_TUNE);
    StartingWeights start = random(first);
    TrainingPlan plan = stages(first, start);

    Path bundle = folder.resolve("bundle");
    BundleDescription description =
        new BundleTraining(plan, data, new Silence()).run(List.of(start), bundle, RELEASE);
    assertThat(Files.readAllLines(bundle.resolve("evaluation/epochs-of-stage-1.csv"))).hasSize(2);
    assertThat(Files.readAllLines(bundle.resolve("evaluation/epochs.csv"))).hasSize(3);
    assertThat(description.training().seed()).isEqualTo(12);

    TrainingPlan read = TrainingPlan.read(bundle.resolve("recipe.json"));
    assertThat(read).isEqualTo(plan);
    BundleDescription again =
        new BundleTraining(read, data, new Silence())
            .run(read.starts(List.of()), folder.resolve("again"), RELEASE);
    assertThat(again.network().sha256()).isEqualTo(description.network().sha256());
  }

  @Test
  void aTrainingInStagesGoesOnInTheStageInWhichItWasStopped() throws IOException {
    DataSet data = pictures(32);
    Recipe first = recipe(Method.FINE_TUNE);
    StartingWeights start = random(first);
    TrainingPlan plan = stages(first, start);
    Path undisturbed = folder.resolve("undisturbed");
    Path stopped = folder.resolve("stopped");
    BundleDescription expected =
        new BundleTraining(plan, data, new Silence()).run(List.of(start), undisturbed, RELEASE);

    // Three batches an epoch: one in the first stage, two in the second, one of which is done.
    BundleTraining stopping = new BundleTraining(plan, data, new RecordedProgress(7));
    assertThatThrownBy(() -> stopping.run(List.of(start), stopped, RELEASE))
        .isInstanceOf(RecordedProgress.Stopped.class);
    assertThat(BundleTraining.isUnfinished(stopped)).isTrue();
    RecordedProgress progress = new RecordedProgress();
    BundleDescription resumed =
        new BundleTraining(plan, data, progress).run(List.of(start), stopped, RELEASE);

    assertThat(progress.losses).hasSize(3);
    assertThat(resumed.network().sha256()).isEqualTo(expected.network().sha256());
    assertThat(BundleTraining.isUnfinished(stopped)).isFalse();
  }

  @Test
  void aTrainingGoesOnOnlyFromTheWeightsThatItWasBegunWith() throws IOException {
    DataSet data = pictures(32);
    Recipe recipe = recipe(Method.FINE_TUNE);
    StartingWeights start = written("start.onnx", 5);
    StartingWeights other = written("other.onnx", 6);
    Path bundle = folder.resolve("bundle");
    BundleTraining stopping =
        new BundleTraining(TrainingPlan.of(recipe, start), data, new RecordedProgress(4));
    assertThatThrownBy(() -> stopping.run(List.of(start), bundle, RELEASE))
        .isInstanceOf(RecordedProgress.Stopped.class);

    BundleTraining another =
        new BundleTraining(TrainingPlan.of(recipe, other), data, new Silence());
    assertThatThrownBy(() -> another.run(List.of(other), bundle, RELEASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bundle/checkpoints/training.json is of another training")
        .hasMessageContaining("networks[1].start \"start.onnx\" became \"other.onnx\"")
        .hasMessageContaining("networks[1].startSha256 \"" + start.sha256());

    BundleDescription resumed = train(recipe, start, data, bundle);
    assertThat(resumed.training().startedFrom()).contains("start.onnx", start.sha256());
    assertThat(bundle.resolve("checkpoints")).doesNotExist();
  }

  @Test
  void noOtherTrainingUsesTheFolderMeanwhile() throws IOException {
    DataSet data = pictures(32);
    Recipe recipe = recipe(Method.FINE_TUNE);
    StartingWeights start = random(recipe);
    TrainingPlan plan = TrainingPlan.of(recipe, start);
    Path bundle = folder.resolve("bundle");
    BundleTraining other = new BundleTraining(plan, data, new Silence());
    RecordedProgress progress =
        new RecordedProgress(
            4,
            () ->
                assertThatThrownBy(() -> other.run(List.of(start), bundle, RELEASE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("bundle/checkpoints is in use")
                    .hasMessageContaining("train in another folder"));

    new BundleTraining(plan, data, progress).run(List.of(start), bundle, RELEASE);

    assertThat(progress.losses).as("of two epochs of three batches").hasSize(6);
    assertThat(bundle.resolve("checkpoints")).doesNotExist();
  }

  /** They would be deleted with what the training keeps there. */
  @Test
  void filesOfOthersWhereATrainingKeepsItsOwnAreNotTouched() throws IOException {
    DataSet data = pictures(32);
    Recipe recipe = recipe(Method.FINE_TUNE);
    StartingWeights start = random(recipe);
    BundleTraining training =
        new BundleTraining(TrainingPlan.of(recipe, start), data, new Silence());
    for (String name : List.of("checkpoints/resnet.pt", "networks/notes.txt")) {
      Path bundle = folder.resolve(name.replace('/', '-'));
      Path file = bundle.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, "of another");
      assertThatThrownBy(() -> training.run(List.of(start), bundle, RELEASE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(file + " is of no training of ours");
      assertThat(file).hasContent("of another");
    }
  }

  private StartingWeights written(String name, long seed) throws IOException {
    Path file = folder.resolve(name);
    Files.write(
        file,
        OnnxExport.of(RandomNetworks.SMALL, RandomNetworks.weights(RandomNetworks.SMALL, seed), 7));
    return StartingWeights.read(file, RandomNetworks.SMALL);
  }

  @Test
  void aHeadThatIsFittedIsNotFittedAgainWhereATrainingGoesOn() throws IOException {
    DataSet data = pictures(32);
    Recipe probe = recipe(Method.LINEAR_PROBE);
    StartingWeights start = random(probe);
    TrainingPlan plan =
        oneNetwork(
            start,
            new TrainingPlan.Stage(probe, 1),
            new TrainingPlan.Stage(recipe(Method.FINE_TUNE), 2));
    Path bundle = folder.resolve("bundle");
    BundleTraining stopping = new BundleTraining(plan, data, new RecordedProgress(4));
    assertThatThrownBy(() -> stopping.run(List.of(start), bundle, RELEASE))
        .isInstanceOf(RecordedProgress.Stopped.class);

    assertThat(BundleTraining.isUnfinished(bundle)).isTrue();
    RecordedProgress progress = new RecordedProgress();
    new BundleTraining(plan, data, progress).run(List.of(start), bundle, RELEASE);
    assertThat(progress.phases).noneMatch(phase -> phase.startsWith("linear probe"));
    assertThat(progress.losses).as("of the second of two epochs of three batches").hasSize(3);
    assertThat(BundleTraining.isUnfinished(bundle)).isFalse();
  }

  @Test
  void severalNetworksAreTrainedByOneRecipeAndCombined() throws IOException {
    DataSet data = pictures(32);
    Path transformer = trained(data, RandomNetworks.SMALL, folder.resolve("transformer"));
    Path convolutional =
        trained(data, RandomNetworks.SMALL_CONVOLUTIONAL, folder.resolve("convolutional"));
    Path both = folder.resolve("both");
    BundleDescription description;
    try {
      description =
          new BundleCombination(Combination.ENSEMBLE, data, new Silence())
              .run(
                  List.of(
                      new BundleCombination.Source(transformer, false),
                      new BundleCombination.Source(convolutional, true)),
                  both,
                  RELEASE);
    } catch (UnusableBundleException e) {
      throw new IOException(e);
    }

    TrainingPlan plan = TrainingPlan.read(both.resolve("recipe.json"));
    assertThat(plan.networks())
        .extracting(TrainingPlan.NetworkPlan::closeup)
        .containsExactly(false, true);
    Path again = folder.resolve("again");
    RecordedProgress stopping = new RecordedProgress(8);
    List<StartingWeights> starts = plan.starts(List.of());
    assertThatThrownBy(() -> new BundleTraining(plan, data, stopping).run(starts, again, RELEASE))
        .isInstanceOf(RecordedProgress.Stopped.class);
    assertThat(BundleTraining.isUnfinished(again)).isTrue();
    RecordedProgress progress = new RecordedProgress();
    BundleDescription trained =
        new BundleTraining(plan, data, progress).run(starts, again, RELEASE);

    assertThat(trained.network().sha256()).isEqualTo(description.network().sha256());
    assertThat(progress.losses).hasSize(6);
    assertThat(again.resolve("networks")).doesNotExist();
    assertThat(TrainingPlan.read(again.resolve("recipe.json"))).isEqualTo(plan);
  }

  @Test
  void aSoupIsOneNetworkWhoseWeightsAreTheMeanAndIsTrainedAgainByItsRecipe()
      throws IOException, UnusableBundleException {
    DataSet data = pictures(32);
    Path first = trained(data, RandomNetworks.SMALL, folder.resolve("first"));
    StartingWeights start = StartingWeights.read(first, RandomNetworks.SMALL);
    Path second = folder.resolve("second");
    train(recipe(Method.FINE_TUNE), start, data, second);

    Path soup = folder.resolve("soup");
    BundleDescription description =
        new BundleCombination(Combination.SOUP, data, new Silence())
            .run(whole(first, second), soup, RELEASE);

    assertThat(description.training().backbone()).isEqualTo("test");
    assertThat(description.training().method()).isEqualTo("soup");
    Weights mean = BundleNetwork.of(soup).weights();
    Weights other = BundleNetwork.of(second).weights();
    for (String name : List.of("blocks.1.mlp.fc1.weight", "head.bias")) {
      float[] one = start.weights().find(name).orElseThrow().values();
      float[] two = other.find(name).orElseThrow().values();
      assertThat(one).isNotEqualTo(two);
      for (int i = 0; i < one.length; i++) {
        assertThat(mean.find(name).orElseThrow().values()[i])
            .isCloseTo((one[i] + two[i]) / 2, within(1e-6f));
      }
    }

    TrainingPlan plan = TrainingPlan.read(soup.resolve("recipe.json"));
    assertThat(plan.networks().get(1).stages()).hasSize(2);
    RecordedProgress progress = new RecordedProgress();
    BundleDescription again =
        new BundleTraining(plan, data, progress)
            .run(plan.starts(List.of()), folder.resolve("again"), RELEASE);
    assertThat(again.network().sha256()).isEqualTo(description.network().sha256());
    assertThat(TrainingPlan.read(folder.resolve("again/recipe.json"))).isEqualTo(plan);
    // The second goes on from the first, which is not trained twice.
    assertThat(progress.epochs).hasSize(4);

    // Of its two networks no plan of several can tell that they are one.
    Path both = folder.resolve("both");
    new BundleCombination(Combination.ENSEMBLE, data, new Silence())
        .run(whole(soup, first), both, RELEASE);
    assertThat(both.resolve("bundle.json")).exists();
    assertThat(both.resolve("recipe.json")).doesNotExist();
  }

  @Test
  void onlyNetworksOfOneKindBecomeASoup() throws IOException {
    DataSet data = pictures(32);
    Path transformer = trained(data, RandomNetworks.SMALL, folder.resolve("transformer"));
    Path convolutional =
        trained(data, RandomNetworks.SMALL_CONVOLUTIONAL, folder.resolve("convolutional"));
    BundleCombination combination = new BundleCombination(Combination.SOUP, data, new Silence());
    assertThatThrownBy(
            () ->
                combination.run(whole(transformer, convolutional), folder.resolve("soup"), RELEASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("convolutional is a test-convolutional")
        .hasMessageContaining("only networks of one kind can be averaged");
  }

  @Test
  void findsOutBeforeTheFirstStepThatNoValidationPictureIsMalignant() throws IOException {
    DataSet all = pictures(32);
    DataSet data =
        new DataSet(
            all.name(),
            all.provenance(),
            all.pictures().stream()
                .filter(p -> p.split() != Split.VALIDATION || !isMalignant(p))
                .toList());
    assertThat(data.withSplit(Split.VALIDATION).size()).isPositive();
    Recipe recipe = recipe(Method.FINE_TUNE);
    StartingWeights start = random(recipe);
    RecordedProgress progress = new RecordedProgress();
    BundleTraining training = new BundleTraining(TrainingPlan.of(recipe, start), data, progress);
    Path bundle = folder.resolve("bundle");

    assertThatThrownBy(() -> training.run(List.of(start), bundle, RELEASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("known to be malignant")
        .hasMessageContaining("into the split validation");
    assertThat(progress.phases).isEmpty();
    assertThat(bundle).doesNotExist();
  }

  @Test
  void findsOutBeforeTheFirstStepThatALaterStageNamesAnUnknownSource() throws IOException {
    DataSet data = pictures(32);
    Recipe first = recipe(Method.FINE_TUNE);
    StartingWeights start = random(first);
    Recipe second = Recipes.withShares(first, Map.of("elsewhere", 0.5));
    TrainingPlan plan =
        oneNetwork(start, new TrainingPlan.Stage(first, 2), new TrainingPlan.Stage(second, 2));
    RecordedProgress progress = new RecordedProgress();
    BundleTraining training = new BundleTraining(plan, data, progress);

    assertThatThrownBy(() -> training.run(List.of(start), folder.resolve("bundle"), RELEASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a share is given for elsewhere");
    assertThat(progress.phases).isEmpty();
  }

  @Test
  void aBundleHasAName() {
    assertThatThrownBy(() -> new BundleFitting.Release(" ", "1", "none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the name of a bundle must not be empty");
  }

  private static boolean isMalignant(LabelledPicture picture) {
    return picture.label().flatMap(LabelSet::malignant).orElse(false);
  }

  /** One epoch of two, then two more by another seed. */
  private static TrainingPlan stages(Recipe recipe, StartingWeights start) {
    Recipe second =
        new Recipe(
            recipe.backbone(),
            recipe.method(),
            recipe.optimisation(),
            Augmentation.MODERATE,
            recipe.preprocessing(),
            recipe.shares(),
            12);
    return oneNetwork(start, new TrainingPlan.Stage(recipe, 1), new TrainingPlan.Stage(second, 2));
  }

  private static TrainingPlan oneNetwork(StartingWeights start, TrainingPlan.Stage... stages) {
    return new TrainingPlan(
        Combination.ENSEMBLE,
        Precision.FLOAT32,
        List.of(
            new TrainingPlan.NetworkPlan(start.name(), start.sha256(), false, List.of(stages))));
  }

  private static List<BundleCombination.Source> whole(Path... bundles) {
    return Stream.of(bundles).map(bundle -> new BundleCombination.Source(bundle, false)).toList();
  }

  private DataSet pictures(int number) throws IOException {
    Path pictures = folder.resolve("pictures");
    new SyntheticDataSet(number, 7, 64, 64, 0, 0.2).write(pictures, drawn -> {});
    return DataSet.open(pictures);
  }

  private static Path trained(DataSet data, Backbone backbone, Path bundle) throws IOException {
    Recipe recipe = recipe(Method.FINE_TUNE, backbone);
    train(recipe, random(recipe), data, bundle);
    return bundle;
  }

  private static BundleDescription train(
      Recipe recipe, StartingWeights start, DataSet data, Path bundle) throws IOException {
    return new BundleTraining(TrainingPlan.of(recipe, start), data, new Silence())
        .run(List.of(start), bundle, RELEASE);
  }

  private static StartingWeights random(Recipe recipe) {
    return StartingWeights.random(recipe.backbone(), recipe.seed());
  }

  private static NetworkOutput output(Path bundle, Preprocessing preprocessing, LesionImage picture)
      throws IOException, UnusableBundleException {
    Bundle opened = Bundle.open(bundle);
    try (Network network = opened.openNetwork(1)) {
      return network.run(List.of(preprocessing.apply(picture))).get(0);
    }
  }

  private static Recipe recipe(Method method) {
    return recipe(method, RandomNetworks.SMALL);
  }

  private static Recipe recipe(Method method, Backbone backbone) {
    List<Double> half = List.of(0.5, 0.5, 0.5);
    return new Recipe(
        backbone,
        method,
        new Optimisation(2, 8, 1e-3, 0.9, 0.05, 0.1, 0.9, 0.5, 1, 1),
        Augmentation.STRONG,
        new Preprocessing(backbone.imageSize(), Framing.WHOLE_FRAME, 1, half, half),
        Map.of(),
        11);
  }

  /** Nobody watches; warnings are kept. */
  private static final class Silence implements TrainingProgress {
    private final List<String> warnings = new ArrayList<>();

    @Override
    public void begin(String phase, long pictures) {}

    @Override
    public void advance(long pictures, double loss) {}

    @Override
    public void epoch(EpochMetrics metrics) {}

    @Override
    public void warn(String message) {
      warnings.add(message);
    }
  }
}
