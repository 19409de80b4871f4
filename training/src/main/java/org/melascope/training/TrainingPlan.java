package org.melascope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.melascope.bundle.JsonFault;
import org.melascope.bundle.WholeFile;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.VitConfiguration;
import org.melascope.training.onnx.OnnxExport;
import tools.jackson.core.JacksonException;

/**
 * How the networks of a bundle are trained, so that the training can be done again: the file {@code
 * recipe.json} of a bundle.
 *
 * @param combination what is made of the networks, if there are several
 * @param precision in what the result computes
 * @param networks each trained by itself; at least one
 */
public record TrainingPlan(
    Combination combination, Precision precision, List<NetworkPlan> networks) {
  /** What the file in a bundle is called. */
  public static final String FILE = "recipe.json";

  /**
   * How one network is trained.
   *
   * @param start what its first weights are called
   * @param startSha256 SHA-256 of the file that holds them, in lower-case hex; empty for weights
   *     drawn at random, by the seed of the first stage
   * @param closeup whether it looks at every picture a second time where it answers together with
   *     others: at its middle, enlarged and turned by half a turn
   * @param stages one after another, each going on from the weights of the one before; at least one
   */
  public record NetworkPlan(String start, String startSha256, boolean closeup, List<Stage> stages) {
    public NetworkPlan {
      stages = List.copyOf(stages);
      if (stages.isEmpty()) {
        throw new IllegalArgumentException("a network needs at least one stage of training");
      }
      Backbone backbone = stages.get(0).recipe().backbone();
      if (stages.stream().anyMatch(stage -> !stage.recipe().backbone().equals(backbone))) {
        throw new IllegalArgumentException("the stages of a network must have one backbone");
      }
      if (closeup && backbone instanceof VitConfiguration) {
        throw new IllegalArgumentException(
            "closeup is for convolutional networks, and %s is a transformer"
                .formatted(backbone.name()));
      }
    }

    /** The same training of a network that looks at a close-up, too, or that does not. */
    NetworkPlan withCloseup(boolean wanted) {
      return new NetworkPlan(start, startSha256, wanted, stages);
    }

    /** Of all stages. */
    public Backbone backbone() {
      return stages.get(0).recipe().backbone();
    }

    /** Whether this is the training of another network and some stages more. */
    boolean goesOnFrom(NetworkPlan other) {
      return startSha256.equals(other.startSha256)
          && stages.size() > other.stages.size()
          && stages.subList(0, other.stages.size()).equals(other.stages);
    }

    /** What is left to do after the training of another network from which this one goes on. */
    NetworkPlan after(NetworkPlan other, StartingWeights trained) {
      return new NetworkPlan(
          trained.name(),
          trained.sha256(),
          closeup,
          stages.subList(other.stages.size(), stages.size()));
    }

    /** Another network's training, and then this one. */
    NetworkPlan precededBy(NetworkPlan first) {
      List<Stage> all = new ArrayList<>(first.stages);
      all.addAll(stages);
      return new NetworkPlan(first.start, first.startSha256, closeup, all);
    }

    /** The recipe of the last stage. */
    Recipe lastRecipe() {
      return stages.get(stages.size() - 1).recipe();
    }
  }

  /**
   * A stretch of training.
   *
   * @param epochs after so many it ends, from 1 to the {@code optimisation.epochs} that its
   *     learning rate is scheduled for
   */
  public record Stage(Recipe recipe, int epochs) {
    public Stage {
      int scheduled = recipe.optimisation().epochs();
      if (epochs < 1 || epochs > scheduled) {
        throw new IllegalArgumentException(
            "epochs of a stage must be from 1 to its optimisation.epochs, %d, not %d"
                .formatted(scheduled, epochs));
      }
    }
  }

  public TrainingPlan {
    networks = List.copyOf(networks);
    if (networks.isEmpty()) {
      throw new IllegalArgumentException("a plan needs at least one network");
    }
    if (precision == Precision.INT8
        && networks.stream().noneMatch(n -> n.backbone() instanceof VitConfiguration)) {
      throw new IllegalArgumentException(
          "precision INT8 is for transformers, and none of the networks is one");
    }
    if (networks.stream().anyMatch(NetworkPlan::closeup)
        && (networks.size() < 2 || combination == Combination.SOUP)) {
      throw new IllegalArgumentException(
          "closeup is for networks that answer together with others");
    }
    for (NetworkPlan network : networks) {
      requireCombinable(combination, networks.get(0), network);
    }
  }

  private static void requireCombinable(
      Combination combination, NetworkPlan first, NetworkPlan other) {
    if (combination == Combination.SOUP && !other.backbone().equals(first.backbone())) {
      throw new IllegalArgumentException(
          "the networks of a soup must have one backbone, not %s and %s"
              .formatted(first.backbone().name(), other.backbone().name()));
    }
    if (!BundleCombination.takesAlike(
        first.lastRecipe().preprocessing(), other.lastRecipe().preprocessing())) {
      throw new IllegalArgumentException(
          "networks that answer together must have one preprocessing.size, mean and deviation");
    }
    if (combination == Combination.ENSEMBLE) {
      OnnxExport.requireFit(first.backbone(), other.backbone());
    }
  }

  /**
   * The plan of one training by one recipe.
   *
   * @throws IllegalArgumentException if it starts from weights drawn at random by another seed than
   *     the recipe's
   */
  public static TrainingPlan of(Recipe recipe, StartingWeights start) {
    if (start.sha256().isEmpty()
        && !start.name().equals(StartingWeights.randomName(recipe.seed()))) {
      throw new IllegalArgumentException(
          "%s: draw them by the seed of the recipe, %d".formatted(start.name(), recipe.seed()));
    }
    Stage stage = new Stage(recipe, recipe.optimisation().epochs());
    return new TrainingPlan(
        Combination.ENSEMBLE,
        Precision.FLOAT32,
        List.of(new NetworkPlan(start.name(), start.sha256(), false, List.of(stage))));
  }

  /**
   * Reads a file.
   *
   * @throws IOException naming the file, if it cannot be read or holds no plan
   */
  public static TrainingPlan read(Path file) throws IOException {
    try {
      return StrictJson.MAPPER.readValue(Files.readString(file), TrainingPlan.class);
    } catch (JacksonException e) {
      throw new IOException(file + " is no recipe of ours: " + JsonFault.of(e), e);
    }
  }

  /**
   * The plan in a bundle, if there is one.
   *
   * @throws IOException naming the file, if it cannot be read or holds no plan
   */
  static Optional<TrainingPlan> of(Path bundle) throws IOException {
    Path file = bundle.resolve(FILE);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** The seeds of all stages, in order. */
  public List<Long> seeds() {
    return networks.stream()
        .flatMap(network -> network.stages().stream())
        .map(stage -> stage.recipe().seed())
        .toList();
  }

  /** The same training, with a result that computes in this. */
  public TrainingPlan in(Precision other) {
    return new TrainingPlan(combination, other, networks);
  }

  /** Writes the plan into a bundle. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    WholeFile.write(folder.resolve(FILE), StrictJson.MAPPER.writeValueAsString(this) + "\n");
  }

  /**
   * What each network starts from: for each, the one of these with the content that the plan names,
   * or weights drawn at random.
   *
   * @throws IllegalArgumentException naming the weights that are not among them
   */
  public List<StartingWeights> starts(List<Path> files) throws IOException {
    List<StartingWeights> starts = new ArrayList<>();
    for (NetworkPlan network : networks) {
      starts.add(start(network, files));
    }
    return starts;
  }

  private static StartingWeights start(NetworkPlan network, List<Path> files) throws IOException {
    if (network.startSha256().isEmpty()) {
      return StartingWeights.random(network.backbone(), network.stages().get(0).recipe().seed());
    }
    for (Path file : files) {
      if (StartingWeights.sha256(file).equals(network.startSha256())) {
        return StartingWeights.read(file, network.backbone());
      }
    }
    throw new IllegalArgumentException(
        "the recipe starts %s from %s, SHA-256 %s: give that file with --init"
            .formatted(network.backbone().name(), network.start(), network.startSha256()));
  }
}
