package org.melascope.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long the training of a bundle took.
 *
 * @param seconds of computation
 * @param uncounted the stages of {@code recipe.json} whose time is not known, such as {@code stage
 *     2 of network 1}; no list where the seconds are those of {@code bundle.json}
 */
public record TrainingTime(double seconds, Optional<List<String>> uncounted) {
  private static final String RECIPE = "recipe.json";

  public TrainingTime {
    uncounted = uncounted.map(List::copyOf);
  }

  /** One stage of the training of a network, and the seconds it took if they are known. */
  private record Stage(String name, OptionalDouble seconds) {}

  /** As {@code bundle.json} has it: without the trainings that its networks went on from. */
  public static TrainingTime of(BundleDescription bundle) {
    return new TrainingTime(bundle.training().seconds(), Optional.empty());
  }

  /**
   * The sum over the stages of a bundle's recipe that have a file {@code evaluation/epochs*.csv}; a
   * stage that several networks share counts once. As {@code bundle.json} has it if there is no
   * recipe or no such file.
   *
   * @param folder of the bundle
   * @throws IOException naming the file, if one cannot be read
   */
  public static TrainingTime of(BundleDescription bundle, Path folder) throws IOException {
    Path recipe = folder.resolve(RECIPE);
    if (!Files.exists(recipe)) {
      return of(bundle);
    }
    List<Stage> stages = stages(networks(recipe), folder.resolve(Bundle.EVALUATION));
    if (stages.stream().allMatch(stage -> stage.seconds().isEmpty())) {
      return of(bundle);
    }
    return new TrainingTime(
        stages.stream().mapToDouble(stage -> stage.seconds().orElse(0)).sum(),
        Optional.of(
            stages.stream().filter(stage -> stage.seconds().isEmpty()).map(Stage::name).toList()));
  }

  private static JsonNode networks(Path recipe) throws IOException {
    try {
      return new JsonMapper().readTree(Files.readString(recipe)).path("networks");
    } catch (JacksonException e) {
      throw new IOException(recipe + " is no recipe of ours: " + e.getOriginalMessage(), e);
    }
  }

  private static List<Stage> stages(JsonNode networks, Path evaluation) throws IOException {
    Map<String, Stage> byHistory = new LinkedHashMap<>();
    boolean several = networks.size() > 1;
    for (int i = 1; i <= networks.size(); i++) {
      JsonNode stages = networks.get(i - 1).path("stages");
      // The same stage after the same ones is the same training.
      StringBuilder history = new StringBuilder(networks.get(i - 1).path("startSha256").toString());
      for (int j = 1; j <= stages.size(); j++) {
        String file = EpochFiles.ofStage(j, stages.size());
        Stage stage =
            new Stage(
                "stage " + j + (several ? " of network " + i : ""),
                EpochFiles.seconds(
                    evaluation.resolve(several ? EpochFiles.ofNetwork(file, i) : file)));
        byHistory.merge(
            history.append(stages.get(j - 1)).toString(),
            stage,
            (first, other) ->
                first.seconds().isEmpty() && other.seconds().isPresent() ? other : first);
      }
    }
    return new ArrayList<>(byHistory.values());
  }

  /** What is counted and what is not; follows on "hours of computation". */
  String scope() {
    if (uncounted.isEmpty()) {
      return "in the training that `bundle.json` tells of; trainings that it went on from, and those that were"
          + " tried and dropped, are not counted.";
    }
    String missing =
        uncounted.get().isEmpty()
            ? ""
            : String.join(", ", uncounted.get()) + " (which has no such file), ";
    return "in the stages of `recipe.json`, from `evaluation/epochs*.csv`; not counted are "
        + missing
        + "the training of the weights that the first stages start from, and what was tried and dropped.";
  }
}
