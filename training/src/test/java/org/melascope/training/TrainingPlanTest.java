package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.image.Preprocessing;
import org.melascope.training.augmentation.Augmentation;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.RandomNetworks;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.weights.Safetensors;
import org.melascope.training.weights.Weights;

class TrainingPlanTest {
  private static final Recipe RECIPE =
      Recipes.of(Method.FINE_TUNE, Recipes.epochs(3), Augmentation.STRONG, 11);

  @TempDir private Path folder;

  @Test
  void isReadAsItWasWritten() throws IOException {
    TrainingPlan plan =
        TrainingPlan.of(RECIPE, new StartingWeights("start.safetensors", "ab12", weights()));
    plan.write(folder);
    assertThat(TrainingPlan.read(folder.resolve("recipe.json"))).isEqualTo(plan);
    assertThat(plan.networks().get(0).stages()).containsExactly(new TrainingPlan.Stage(RECIPE, 3));
    assertThat(plan.seeds()).containsExactly(11L);
  }

  @Test
  void namesTheFileThatIsNoPlanAndWhatIsWrongInIt() throws IOException {
    Path file = folder.resolve("recipe.json");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> TrainingPlan.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + " is no recipe of ours")
        .hasMessageContaining("recipe.json is no recipe of ours: ")
        .hasMessageContaining("combination' is missing")
        .hasMessageNotContaining("DeserializationFeature");
    TrainingPlan.of(RECIPE, random(11)).write(folder);
    Files.writeString(
        file,
        Files.readString(file).replace("\"batchSize\" :", "\"batchsize\" : 1, \"batchSize\" :"));
    assertThatThrownBy(() -> TrainingPlan.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("optimisation.batchsize: this field is not known");
    TrainingPlan.of(RECIPE, random(11)).write(folder);
    Files.writeString(
        file, Files.readString(file).replace("\"batchSize\" : 8", "\"batchSize\" : 0"));
    assertThatThrownBy(() -> TrainingPlan.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("batchSize must be from 1 to 4096");
  }

  @Test
  void onlyANetworkAmongOthersLooksAtACloseup() {
    TrainingPlan.NetworkPlan closer = network(RandomNetworks.SMALL_CONVOLUTIONAL).withCloseup(true);
    assertThatThrownBy(
            () -> new TrainingPlan(Combination.ENSEMBLE, Precision.FLOAT32, List.of(closer)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("closeup");
    assertThatThrownBy(
            () -> new TrainingPlan(Combination.SOUP, Precision.FLOAT32, List.of(closer, closer)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("closeup");
  }

  @Test
  void saysWhichNetworksCannotBeCombinedInTheEnd() {
    TrainingPlan.NetworkPlan transformer = network(RandomNetworks.SMALL);
    TrainingPlan.NetworkPlan convolutional = network(RandomNetworks.SMALL_CONVOLUTIONAL);
    assertThatThrownBy(() -> transformer.withCloseup(true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("closeup is for convolutional networks, and test is a transformer");
    assertThatThrownBy(
            () ->
                new TrainingPlan(
                    Combination.SOUP, Precision.FLOAT32, List.of(transformer, convolutional)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a soup must have one backbone, not test and test-convolutional");
    TrainingPlan.NetworkPlan darker = network(RECIPE, List.of(0.4, 0.5, 0.5));
    assertThatThrownBy(
            () ->
                new TrainingPlan(
                    Combination.ENSEMBLE, Precision.FLOAT32, List.of(transformer, darker)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have one preprocessing.size, mean and deviation");
    assertThatThrownBy(
            () ->
                new TrainingPlan(
                    Combination.ENSEMBLE, Precision.FLOAT32, List.of(convolutional, transformer)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name the finer network first");
  }

  @Test
  void findsTheWeightsToStartFromByTheirContent() throws IOException {
    Path one = folder.resolve("one.safetensors");
    Path other = folder.resolve("other.safetensors");
    Safetensors.write(one, weights());
    Safetensors.write(other, TrainableNetwork.randomWeights(RandomNetworks.SMALL, 7, 2));
    TrainingPlan plan = TrainingPlan.of(RECIPE, StartingWeights.read(one, RandomNetworks.SMALL));
    Path renamed = Files.move(one, folder.resolve("renamed.safetensors"));

    List<StartingWeights> starts = plan.starts(List.of(other, renamed));
    assertThat(starts).hasSize(1);
    assertThat(starts.get(0).weights()).isEqualTo(weights());
    assertThatThrownBy(() -> plan.starts(List.of(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one.safetensors, SHA-256 ")
        .hasMessageContaining("give that file with --init");
  }

  @Test
  void drawsRandomWeightsAgainByTheSeedOfTheRecipe() throws IOException {
    TrainingPlan plan = TrainingPlan.of(RECIPE, random(11));
    assertThat(plan.starts(List.of())).containsExactly(random(11));
    assertThatThrownBy(() -> TrainingPlan.of(RECIPE, random(12)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("seed 12: draw them by the seed of the recipe, 11");
  }

  @Test
  void saysWhichStagesAreImpossible() {
    assertThatThrownBy(() -> new TrainingPlan.Stage(RECIPE, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1 to its optimisation.epochs, 3, not 4");
    TrainingPlan.Stage one = new TrainingPlan.Stage(RECIPE, 3);
    TrainingPlan.Stage other =
        new TrainingPlan.Stage(Recipes.withBackbone(RECIPE, RandomNetworks.SMALL_CONVOLUTIONAL), 3);
    assertThatThrownBy(
            () -> new TrainingPlan.NetworkPlan("start", "ab12", false, List.of(one, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one backbone");
  }

  private static TrainingPlan.NetworkPlan network(Backbone backbone) {
    Recipe recipe = Recipes.withBackbone(RECIPE, backbone);
    return network(recipe, recipe.preprocessing().mean());
  }

  private static TrainingPlan.NetworkPlan network(Recipe recipe, List<Double> mean) {
    Preprocessing own = recipe.preprocessing();
    Preprocessing preprocessing =
        new Preprocessing(own.size(), own.framing(), own.crop(), mean, own.deviation());
    Recipe changed =
        new Recipe(
            recipe.backbone(),
            recipe.method(),
            recipe.optimisation(),
            recipe.augmentation(),
            preprocessing,
            recipe.shares(),
            recipe.seed());
    return new TrainingPlan.NetworkPlan(
        "start", "ab12", false, List.of(new TrainingPlan.Stage(changed, 3)));
  }

  private static StartingWeights random(long seed) {
    return StartingWeights.random(RandomNetworks.SMALL, seed);
  }

  private static Weights weights() {
    return TrainableNetwork.randomWeights(RandomNetworks.SMALL, 7, 1);
  }
}
