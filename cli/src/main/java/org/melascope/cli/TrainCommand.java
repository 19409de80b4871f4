package org.melascope.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.evaluation.fitting.BundleFitting;
import org.melascope.training.BundleTraining;
import org.melascope.training.StartingWeights;
import org.melascope.training.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code melascope train}. */
@Command(
    name = "train",
    description = "Train a network on labelled pictures and write it as a bundle.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "DIR is laid out like the public Kaggle melanoma sets (train/Benign, train/Malignant, test/Benign,",
      "test/Malignant, in any letter case) or holds one folder per class. A MANIFEST is a CSV file with the",
      "columns image and label (or diagnosis), and optionally source, split, lesion_id and others.",
      "Pictures of the split test are never looked at.",
      "",
      "Example: melascope train --data my-pictures --out my-model --epochs 5",
      "",
      "What was trained and how is kept in BUNDLE/recipe.json; 'train --recipe BUNDLE/recipe.json' does it again.",
      "",
      "Exit codes: 0 the bundle was written, 1 it was not, 2 wrong usage."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "BUNDLE",
      description =
          "The folder to write, which must not hold a bundle yet; checkpoints are kept in it until the training is done.")
  private Path out = Path.of("");

  @Option(
      names = "--init",
      paramLabel = "WEIGHTS",
      description =
          "Weights to start from: a .safetensors file with timm's or torchvision's names, an .onnx file of ours, or a bundle. "
              + "Default: the network that comes with Melascope. A recipe for several networks may need several: "
              + "give it for each. Not with --method scratch.")
  private List<Path> init = List.of();

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description =
          "Train as this recipe.json of a bundle says: the networks of that bundle again, or on other pictures. "
              + "It decides the method, the network, the seed and all else that the options from --method to --seed "
              + "set; --init must give the weights that it starts from.")
  private @Nullable Path recipe;

  @Option(
      names = "--resume",
      description = "Go on with the training that was interrupted in BUNDLE.")
  private boolean resume;

  @Option(
      names = "--without-source",
      paramLabel = "SOURCE",
      description =
          "Leave all pictures of a source out, to see how the network does on pictures from elsewhere: "
              + "'evaluate --source SOURCE --split validation' then. Can be given several times.")
  private Set<String> leftOut = new LinkedHashSet<>();

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Mixin private ReleaseOptions naming = new ReleaseOptions();

  @Override
  public Integer call() throws IOException {
    requireThatTheRecipeDecides();
    BundleFolder.requireWritable(spec, out);
    if (!resume) {
      BundleFolder.requireNoBundle(spec, out);
    }
    boolean unfinished = BundleTraining.isUnfinished(out);
    if (unfinished && !resume) {
      throw new ParameterException(
          spec.commandLine(),
          out
              + " holds a training that was interrupted: give --resume to go on with it, or another --out");
    }
    if (resume && !unfinished) {
      throw new ParameterException(
          spec.commandLine(), out + " holds no interrupted training: leave out --resume");
    }
    try (TrainingBar bar = new TrainingBar(spec.commandLine().getErr())) {
      OrderlyStop stop = new OrderlyStop(bar::stop);
      try {
        return train(bar);
      } finally {
        stop.ended();
      }
    }
  }

  private Integer train(TrainingBar bar) throws IOException {
    try {
      DataSet pictures = pictures();
      List<StartingWeights> starts;
      TrainingPlan plan;
      if (recipe == null) {
        StartingWeights start = options.startingWeights(givenWeights());
        starts = List.of(start);
        plan = TrainingPlan.of(options.recipe(start), start);
      } else {
        plan = TrainingPlan.read(recipe);
        starts = plan.starts(givenWeights());
      }
      bar.say(pictures + " (" + pictures.provenance().description() + ")");
      bar.say("seed " + plan.seeds().stream().map(String::valueOf).collect(joining(", ")));
      BundleDescription bundle =
          new BundleTraining(plan, pictures, bar).run(starts, out, release(starts));
      bar.say("wrote " + bundle.identity() + " to " + out);
      return 0;
    } catch (CancellationException e) {
      bar.say(
          BundleTraining.isUnfinished(out)
              ? "stopped; what is done is kept in " + out + ": give --resume to go on"
              : "stopped, before there was anything to keep");
      return 1;
    } catch (IllegalArgumentException | IllegalStateException e) {
      // What the training says of unfit pictures, weights and checkpoints is for the reader.
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A recipe and an option that says otherwise would be a question without an answer. */
  private void requireThatTheRecipeDecides() {
    if (recipe == null) {
      if (init.size() > 1) {
        throw new ParameterException(
            spec.commandLine(), "--init is given several times: that needs a --recipe");
      }
      if (!init.isEmpty() && options.fromScratch()) {
        throw new ParameterException(
            spec.commandLine(),
            "--method scratch starts from random weights, not from those of --init: leave out one of them");
      }
      return;
    }
    Optional<String> decided = options.given();
    if (decided.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          decided.get() + " is decided by the recipe: leave out it or --recipe");
    }
  }

  private DataSet pictures() throws IOException {
    DataSet all = data.open();
    for (String source : leftOut) {
      if (!all.sources().contains(source)) {
        throw RecipeOptions.wrong(spec, "--without-source", source, all.sources());
      }
    }
    return all.withoutSources(leftOut);
  }

  private BundleFitting.Release release(List<StartingWeights> starts) throws IOException {
    boolean random = starts.stream().allMatch(start -> start.sha256().isEmpty());
    try {
      return naming.release(out, random ? List.of() : givenWeights());
    } catch (UnusableBundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Those given, or those that come with the program, if they do. */
  private List<Path> givenWeights() {
    return init.isEmpty() ? ShippedBundle.folder().stream().toList() : init;
  }
}
