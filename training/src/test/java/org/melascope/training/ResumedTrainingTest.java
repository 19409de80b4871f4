package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.melascope.dataset.DataSet;
import org.melascope.training.augmentation.Augmentation;
import org.melascope.training.backbone.RandomNetworks;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.weights.Weights;

/** Three epochs of three batches each. */
class ResumedTrainingTest {
  private static final Weights START = TrainableNetwork.randomWeights(RandomNetworks.SMALL, 7, 1);
  private static final Recipe RECIPE = recipe(Method.SCRATCH, 3, 1);

  @TempDir static Path shared;
  private static DataSet data;
  private static Weights undisturbed;

  @TempDir Path folder;
  private final RecordedProgress progress = new RecordedProgress();

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    data = Miniature.draw(shared.resolve("pictures"), 32);
    undisturbed =
        new Trainer(RECIPE, data, shared.resolve("training"), new RecordedProgress()).train(START);
  }

  /**
   * The last batch of an epoch is trained again if the training stops in it: the end of the epoch
   * has the next checkpoint.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 10, 9",
    "2, 10, 9",
    "4, 10, 6",
    "9, 10, 3",
    "1, 0, 9",
    "2, 0, 8",
    "3, 0, 7",
    "4, 0, 6",
    "5, 0, 5",
    "8, 0, 2",
  })
  void goesOnFromTheLastCheckpointToTheVerySameWeights(int stoppedAt, int minutes, int batchesLeft)
      throws IOException {
    Duration interval = Duration.ofMinutes(minutes);
    assertThatThrownBy(
            () ->
                new Trainer(RECIPE, data, folder, new RecordedProgress(stoppedAt), interval)
                    .train(START))
        .isInstanceOf(RecordedProgress.Stopped.class);
    Weights resumed = new Trainer(RECIPE, data, folder, progress, interval).train(START);
    assertThat(progress.losses).hasSize(batchesLeft);
    assertThat(resumed).isEqualTo(undisturbed);
    assertThat(epochs(folder)).isEqualTo(epochs(shared.resolve("training")));
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "4, 5", "9, 0"})
  void losesNothingWhenItIsStoppedInAnOrderlyWay(int stoppedAt, int batchesLeft)
      throws IOException {
    RecordedProgress stopping =
        new RecordedProgress(
            stoppedAt,
            () -> {
              throw new CancellationException();
            });
    assertThatThrownBy(() -> new Trainer(RECIPE, data, folder, stopping).train(START))
        .isInstanceOf(CancellationException.class);
    Weights resumed = new Trainer(RECIPE, data, folder, progress).train(START);
    assertThat(progress.losses).hasSize(batchesLeft);
    assertThat(resumed).isEqualTo(undisturbed);
    assertThat(epochs(folder)).isEqualTo(epochs(shared.resolve("training")));
  }

  @ParameterizedTest
  @CsvSource({"1, 6", "3, 0"})
  void losesNothingWhenItIsStoppedInAValidation(int validation, int batchesLeft)
      throws IOException {
    TrainingProgress stopping = new StoppedInValidation(validation);
    assertThatThrownBy(() -> new Trainer(RECIPE, data, folder, stopping).train(START))
        .isInstanceOf(CancellationException.class);
    Weights resumed = new Trainer(RECIPE, data, folder, progress).train(START);
    assertThat(progress.losses).hasSize(batchesLeft);
    assertThat(progress.phases)
        .startsWith("epoch %d of 3: 0".formatted(validation), "validation: 8");
    assertThat(resumed).isEqualTo(undisturbed);
    assertThat(epochs(folder)).isEqualTo(epochs(shared.resolve("training")));
  }

  @Test
  void fitsNoHeadAgainWhenItGoesOn() throws IOException {
    Recipe fineTuning = recipe(Method.FINE_TUNE, 3, 1);
    stopAfterFourBatches(fineTuning);
    new Trainer(fineTuning, data, folder, progress).train(START);
    assertThat(progress.phases).first().isEqualTo("epoch 2 of 3: 24");
  }

  @Test
  void hasNothingLeftToDoWhenItWasFinished() throws IOException {
    Path finished = shared.resolve("training");
    assertThat(new Trainer(RECIPE, data, finished, progress).train(START)).isEqualTo(undisturbed);
    assertThat(progress.losses).isEmpty();
  }

  @Test
  void doesNotGoOnWithAnotherRecipeAndNamesWhatDiffers() throws IOException {
    stopAfterFourBatches(RECIPE);
    Recipe longer = recipe(Method.SCRATCH, 4, 2);
    assertThatThrownBy(() -> new Trainer(longer, data, folder, progress).train(START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(
            "another recipe: optimisation.epochs 3 became 4, seed 1 became 2; train on");
  }

  @Test
  void doesNotGoOnWithOtherPictures() throws IOException {
    stopAfterFourBatches(RECIPE);
    DataSet other = Miniature.draw(folder.resolve("pictures"), 24);
    assertThatThrownBy(() -> new Trainer(RECIPE, other, folder, progress).train(START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("other pictures or labels")
        .hasMessageContaining(data.provenance().sha256())
        .hasMessageContaining(other.provenance().sha256());
  }

  private void stopAfterFourBatches(Recipe recipe) {
    assertThatThrownBy(
            () -> new Trainer(recipe, data, folder, new RecordedProgress(4)).train(START))
        .isInstanceOf(RecordedProgress.Stopped.class);
  }

  private static Recipe recipe(Method method, int epochs, long seed) {
    return Recipes.of(method, Recipes.epochs(epochs), Augmentation.STRONG, seed);
  }

  /** All columns but the last one, the seconds. */
  private static List<String> epochs(Path training) throws IOException {
    return Files.readAllLines(training.resolve("epochs.csv")).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }

  /** Stops a training at the first pictures of one of its validations, counted from 1. */
  private static final class StoppedInValidation implements TrainingProgress {
    private int validationsLeft;

    private StoppedInValidation(int validation) {
      this.validationsLeft = validation;
    }

    @Override
    public void begin(String phase, long pictures) {
      if (phase.equals("validation")) {
        validationsLeft--;
      }
    }

    @Override
    public void advance(long pictures, double loss) {
      if (validationsLeft == 0) {
        throw new CancellationException();
      }
    }

    @Override
    public void epoch(EpochMetrics metrics) {}

    @Override
    public void warn(String message) {}
  }
}
