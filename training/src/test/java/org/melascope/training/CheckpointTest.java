package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.melascope.training.augmentation.Augmentation;
import org.melascope.training.backbone.RandomNetworks;
import org.melascope.training.backbone.VitConfiguration;

class CheckpointTest {
  private static final VitConfiguration SMALL = RandomNetworks.SMALL;

  @TempDir Path folder;

  @Test
  void comesBackBitForBit() throws IOException {
    Checkpoint checkpoint = checkpoint(17);
    checkpoint.write(folder.resolve("made/on/demand"));
    assertThat(Checkpoint.latest(folder.resolve("made/on/demand"))).contains(checkpoint);
  }

  @Test
  void comesBackWithTheBackboneThatItWasWrittenWith() throws IOException {
    Checkpoint transformer = checkpoint(17);
    Checkpoint convolutional =
        new Checkpoint(
            Recipes.withBackbone(transformer.recipe(), RandomNetworks.SMALL_CONVOLUTIONAL),
            transformer.data(),
            transformer.progress(),
            RandomNetworks.weights(RandomNetworks.SMALL_CONVOLUTIONAL, 5),
            RandomNetworks.weights(RandomNetworks.SMALL_CONVOLUTIONAL, 6),
            transformer.optimiser());
    convolutional.write(folder);
    assertThat(Checkpoint.latest(folder)).contains(convolutional);
  }

  @Test
  void isMissingWhereNoneWasWritten() throws IOException {
    assertThat(Checkpoint.latest(folder)).isEmpty();
    assertThat(Checkpoint.latest(folder.resolve("missing"))).isEmpty();
  }

  @Test
  void replacesTheOlderOnesAndNothingElse() throws IOException {
    Files.writeString(folder.resolve("epochs.csv"), "kept");
    Files.createDirectory(folder.resolve("checkpoint-of-mine"));
    checkpoint(9).write(folder);
    checkpoint(10).write(folder);
    assertThat(Checkpoint.latest(folder)).contains(checkpoint(10));
    assertThat(entries()).containsExactly("checkpoint-10", "checkpoint-of-mine", "epochs.csv");
  }

  @Test
  void isReplacedByOneOfTheSameStep() throws IOException {
    checkpoint(9).write(folder);
    Checkpoint another =
        new Checkpoint(
            checkpoint(9).recipe(),
            checkpoint(9).data(),
            checkpoint(9).progress(),
            RandomNetworks.weights(SMALL, 77),
            checkpoint(9).average(),
            checkpoint(9).optimiser());
    another.write(folder);
    assertThat(Checkpoint.latest(folder)).contains(another);
    assertThat(entries())
        .as("the next number, so that one of them is always there")
        .containsExactly("checkpoint-10");
  }

  @Test
  void leavesOutWhatAKilledProcessDidNotFinishAndClearsItAway() throws IOException {
    checkpoint(9).write(folder);
    Path unfinished = Files.createDirectory(folder.resolve("checkpoint-10.unfinished"));
    Files.writeString(unfinished.resolve("weights.safetensors"), "half of it");
    assertThat(Checkpoint.latest(folder)).contains(checkpoint(9));
    checkpoint(11).write(folder);
    assertThat(entries()).containsExactly("checkpoint-11");
  }

  @Test
  void isFoundByItsNumberAndNotByTheOrderOfNames() throws IOException {
    checkpoint(9).write(folder);
    Files.move(folder.resolve("checkpoint-9"), folder.resolve("kept"));
    checkpoint(10).write(folder);
    Files.move(folder.resolve("kept"), folder.resolve("checkpoint-9"));
    assertThat(Checkpoint.latest(folder)).contains(checkpoint(10));
  }

  @Test
  void isDeletedWithAllInItsFolder() throws IOException {
    Path checkpoints = folder.resolve("checkpoints");
    Files.createDirectories(checkpoints.resolve("checkpoint-10.unfinished"));
    checkpoint(9).write(checkpoints);
    Checkpoint.delete(checkpoints);
    Checkpoint.delete(folder.resolve("missing"));
    assertThat(entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"batchSize\" : 8', '\"batchSize\" : 0', batchSize must be",
    "'\"batchSize\" : 8', '\"batches\" : 8', batchSize",
    "'\"data\"', '\"date\"', data",
    "'\"method\" : \"SCRATCH\"', '\"method\" : \"LUCK\"', LUCK",
    "'{', '', cannot be read",
  })
  void namesTheBrokenFileAndTheField(String right, String wrong, String problem)
      throws IOException {
    checkpoint(3).write(folder);
    Path json = folder.resolve("checkpoint-3/checkpoint.json");
    String text = Files.readString(json);
    assertThat(text).contains(right);
    Files.writeString(json, text.replace(right, wrong));
    assertThatThrownBy(() -> Checkpoint.latest(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(json.toString())
        .hasMessageContaining(problem);
  }

  @Test
  void namesTheFileThatIsMissing() throws IOException {
    for (String name : List.of("checkpoint.json", "weights.safetensors", "optimiser.safetensors")) {
      Checkpoint.delete(folder.resolve("checkpoint-3"));
      checkpoint(3).write(folder);
      Path file = folder.resolve("checkpoint-3").resolve(name);
      Files.delete(file);
      assertThatThrownBy(() -> Checkpoint.latest(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
  }

  private static Checkpoint checkpoint(long steps) {
    Recipe recipe =
        Recipes.of(Method.SCRATCH, Recipes.epochs(3), Augmentation.STRONG, Long.MIN_VALUE + 1);
    return new Checkpoint(
        recipe,
        "0123456789abcdef".repeat(4),
        new Checkpoint.Progress(2, 5, steps, 0.1 + 0.2, 1e-3),
        RandomNetworks.weights(SMALL, steps),
        RandomNetworks.weights(SMALL, steps + 1),
        RandomNetworks.weights(SMALL, steps + 2));
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
