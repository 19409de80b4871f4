package org.melascope.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.bundle.BundleDescription;

class TrainingTimeTest {
  private static final BundleDescription BUNDLE = ReportFixture.bundle();

  @TempDir private Path folder;

  @Test
  void addsUpTheStagesOfAllNetworksAndNamesThoseWithoutATime() throws IOException {
    recipe(
        """
        {"networks": [
          {"startSha256": "aa", "stages": [{"epochs": 5}, {"epochs": 1}, {"epochs": 3}]},
          {"startSha256": "bb", "stages": [{"epochs": 3}]}]}""");
    epochs("epochs-of-network-1-of-stage-1.csv", 100, 3490);
    epochs("epochs-of-network-1.csv", 1000, 2939);
    epochs("epochs-of-network-2.csv", 300, 5404);

    TrainingTime time = TrainingTime.of(BUNDLE, folder);

    assertThat(time.seconds()).isEqualTo(3490 + 2939 + 5404);
    assertThat(time.uncounted()).hasValue(List.of("stage 2 of network 1"));
    assertThat(ModelCard.of(BUNDLE, folder).markdown())
        .contains(
            "3.3 hours of computation in the stages of `recipe.json`",
            "not counted are stage 2 of network 1 (which has no such file), the training of the weights",
            "3.3 h x 65 W / 1000 = 0.21 kWh");
  }

  @Test
  void aNetworkAloneHasItsStagesInFilesWithoutANumber() throws IOException {
    recipe("{\"networks\": [{\"startSha256\": \"\", \"stages\": [{\"epochs\": 1}, {}]}]}");
    epochs("epochs-of-stage-1.csv", 7);
    epochs("epochs.csv", 5, 11);

    TrainingTime time = TrainingTime.of(BUNDLE, folder);

    assertThat(time.seconds()).isEqualTo(18);
    assertThat(time.uncounted()).hasValue(List.of());
    assertThat(time.scope()).contains("not counted are the training of the weights");
  }

  @Test
  void countsOnceWhatTwoNetworksShare() throws IOException {
    recipe(
        """
        {"networks": [
          {"startSha256": "aa", "stages": [{"epochs": 5}]},
          {"startSha256": "aa", "stages": [{"epochs": 5}, {"epochs": 1}]}]}""");
    epochs("epochs-of-network-1.csv", 100);
    epochs("epochs-of-network-2.csv", 10);

    TrainingTime time = TrainingTime.of(BUNDLE, folder);

    assertThat(time.seconds()).isEqualTo(110);
    assertThat(time.uncounted()).hasValue(List.of());
  }

  @Test
  void isThatOfTheDescriptionWithoutARecipeOrEpochs() throws IOException {
    assertThat(TrainingTime.of(BUNDLE, folder)).isEqualTo(TrainingTime.of(BUNDLE));
    recipe("{\"networks\": [{\"startSha256\": \"\", \"stages\": [{\"epochs\": 1}]}]}");
    assertThat(TrainingTime.of(BUNDLE, folder)).isEqualTo(TrainingTime.of(BUNDLE));
    assertThat(TrainingTime.of(BUNDLE).seconds()).isEqualTo(BUNDLE.training().seconds());
    assertThat(TrainingTime.of(BUNDLE).scope())
        .contains("in the training that `bundle.json` tells of; trainings that it went on from");
  }

  @Test
  void namesTheFileThatCannotBeRead() throws IOException {
    recipe("{\"networks\": [{\"startSha256\": \"\", \"stages\": [{\"epochs\": 1}]}]}");
    Path epochs = folder.resolve("evaluation/epochs.csv");
    Files.createDirectories(folder.resolve("evaluation"));
    Files.writeString(epochs, "epoch,seconds\n1,many\n");
    assertThatThrownBy(() -> TrainingTime.of(BUNDLE, folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(epochs.toString());
    recipe("{");
    assertThatThrownBy(() -> TrainingTime.of(BUNDLE, folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("recipe.json is no recipe of ours");
  }

  private void recipe(String json) throws IOException {
    Files.writeString(folder.resolve("recipe.json"), json);
  }

  /** One row per epoch with the seconds so far. */
  private void epochs(String name, int... seconds) throws IOException {
    StringBuilder csv = new StringBuilder("epoch,steps,seconds\n");
    for (int i = 0; i < seconds.length; i++) {
      csv.append(i + 1).append(",10,").append(seconds[i]).append('\n');
    }
    Path folderOfResults = Files.createDirectories(folder.resolve("evaluation"));
    Files.writeString(folderOfResults.resolve(name), csv);
  }
}
