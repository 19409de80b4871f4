package org.melascope.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.BundleDescription;
import org.melascope.dataset.DataSet;
import org.melascope.evaluation.fitting.BundleFitting;
import org.melascope.image.Framing;
import org.melascope.image.Preprocessing;
import org.melascope.training.Augmentation;
import org.melascope.training.Backbone;
import org.melascope.training.BundleTraining;
import org.melascope.training.Method;
import org.melascope.training.Optimisation;
import org.melascope.training.Recipe;
import org.melascope.training.StartingWeights;
import org.melascope.training.TrainingPlan;
import picocli.CommandLine.Command;
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
  /** As the ImageNet backbones were trained: samples from -1 to 1. */
  private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);

  /** A higher rate lets a network that is nearly there forget: see docs/training.md. */
  private static final double RATE_TO_GO_ON = 7e-5;

  private static final double RATE_FROM_ELSEWHERE = 3e-4;

  private static final List<String> DECIDED_BY_RECIPE =
      List.of(
          "--method",
          "--backbone",
          "--share",
          "--epochs",
          "--whole-epochs",
          "--kept-patches",
          "--batch-size",
          "--learning-rate",
          "--layer-decay",
          "--augmentation",
          "--mixup",
          "--averaging",
          "--seed");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "MANIFEST|DIR",
      description = "The labelled pictures.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "BUNDLE",
      description = "The folder to write; checkpoints are kept in it until the training is done.")
  private Path out = Path.of("");

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "fine-tune",
      description =
          "fine-tune (a linear probe, then all layers), linear-probe (the head alone) or scratch (random "
              + "weights). Default: ${DEFAULT-VALUE}.")
  private String method = "fine-tune";

  @Option(
      names = "--backbone",
      paramLabel = "NAME",
      defaultValue = "vit-tiny",
      description =
          "vit-tiny, vit-small, vit-base or efficientnet-lite0. Default: ${DEFAULT-VALUE}.")
  private String backbone = "vit-tiny";

  @Option(
      names = "--init",
      paramLabel = "WEIGHTS",
      description =
          "Weights to start from: a .safetensors file with timm's or torchvision's names, an .onnx file of ours, or a bundle. "
              + "Default: the network that comes with Melascope. A recipe for several networks may need several: "
              + "give it for each.")
  private List<Path> init = List.of();

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description =
          "Train as this recipe.json of a bundle says: the networks of that bundle again, or on other pictures. "
              + "It decides the method, the network, the seed and all else that the options below and --method, "
              + "--backbone and --share set; --init must give the weights that it starts from.")
  private @Nullable Path recipe;

  @Option(
      names = "--resume",
      description = "Go on with the training that was interrupted in BUNDLE.")
  private boolean resume;

  @Option(
      names = "--share",
      paramLabel = "SOURCE=SHARE",
      description =
          "An epoch shows this share of a source's pictures, others each time: for a source that is large "
              + "and easy. The class folders are a source by the name of DIR. Can be given several times.")
  private Map<String, Double> shares = new LinkedHashMap<>();

  @Option(
      names = "--without-source",
      paramLabel = "SOURCE",
      description =
          "Leave all pictures of a source out, to see how the network does on pictures from elsewhere: "
              + "'evaluate --source SOURCE --split validation' then. Can be given several times.")
  private Set<String> leftOut = new LinkedHashSet<>();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "8",
      description = "Passes over the pictures. Default: ${DEFAULT-VALUE}.")
  private int epochs = 8;

  @Option(
      names = "--whole-epochs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "The last so many epochs look at whole pictures, the others at part of each. "
              + "Default: ${DEFAULT-VALUE}.")
  private int wholeEpochs = 1;

  @Option(
      names = "--kept-patches",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description =
          "The part of a picture that those look at: of its patches, or for efficientnet-lite0 of its resolution. Default: ${DEFAULT-VALUE}.")
  private double keptPatches = 0.5;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "32",
      description = "Pictures per step. Default: ${DEFAULT-VALUE}.")
  private int batchSize = 32;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "The highest one, of the last layer. Default: 7e-5 to go on from a network that tells the seven "
              + "diagnoses apart, 3e-4 from any other start.")
  private @Nullable Double learningRate;

  @Option(
      names = "--layer-decay",
      paramLabel = "FACTOR",
      defaultValue = "0.85",
      description = "How much slower each layer learns than the next. Default: ${DEFAULT-VALUE}.")
  private double layerDecay = 0.85;

  @Option(
      names = "--augmentation",
      paramLabel = "STRENGTH",
      defaultValue = "strong",
      description =
          "How much the views of a picture differ from it: strong, or moderate (for a short training "
              + "of a network that is nearly there). Default: ${DEFAULT-VALUE}.")
  private String augmentation = "strong";

  @Option(
      names = "--mixup",
      paramLabel = "ALPHA",
      defaultValue = "0",
      description =
          "Show pictures mixed in pairs, in proportions drawn from a beta distribution with both parameters of "
              + "this value, such as 0.2: against overfitting in long trainings. Default: ${DEFAULT-VALUE}, none.")
  private double mixup;

  @Option(
      names = "--averaging",
      paramLabel = "DECAY",
      defaultValue = "0.999",
      description =
          "Of the moving average of the weights, per step; lower it for short trainings. "
              + "Default: ${DEFAULT-VALUE}.")
  private double averaging = 0.999;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is random. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call the network. Default: the name of the folder BUNDLE.")
  private @Nullable String name;

  @Option(
      names = "--model-version",
      paramLabel = "VERSION",
      defaultValue = "1",
      description = "Its version. Default: ${DEFAULT-VALUE}.")
  private String version = "1";

  @Option(
      names = "--terms",
      paramLabel = "TEXT",
      defaultValue = "The terms of the training pictures apply to these weights.",
      description = "Under which terms the weights may be used; goes into the bundle.")
  private String terms = "";

  @Override
  public Integer call() throws IOException {
    requireThatTheRecipeDecides();
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
        Backbone network = network();
        Method how = method();
        starts = List.of(startingWeights(how, network));
        plan = TrainingPlan.of(recipe(how, network, starts.get(0)), starts.get(0));
      } else {
        plan = TrainingPlan.read(recipe);
        starts = plan.starts(givenWeights());
      }
      bar.say(pictures + " (" + pictures.provenance().description() + ")");
      bar.say("seed " + plan.seeds().stream().map(String::valueOf).collect(joining(", ")));
      BundleDescription bundle =
          new BundleTraining(plan, pictures, bar)
              .run(starts, out, new BundleFitting.Release(releaseName(), version, terms));
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
      return;
    }
    for (String option : DECIDED_BY_RECIPE) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(), option + " is decided by the recipe: leave out it or --recipe");
      }
    }
  }

  private DataSet pictures() throws IOException {
    DataSet all = DataSet.open(data);
    for (String source : leftOut) {
      if (!all.sources().contains(source)) {
        throw wrong("--without-source", source, List.copyOf(all.sources()));
      }
    }
    return all.withoutSources(leftOut);
  }

  private String releaseName() {
    if (name != null) {
      return name;
    }
    return String.valueOf(out.toAbsolutePath().normalize().getFileName());
  }

  private Backbone network() {
    return Backbone.named(backbone)
        .orElseThrow(() -> wrong("--backbone", backbone, Backbone.names()));
  }

  private Method method() {
    return Method.ofWord(method).orElseThrow(() -> wrong("--method", method, Method.words()));
  }

  private Recipe recipe(Method how, Backbone network, StartingWeights start) {
    boolean goesOn = how != Method.SCRATCH && start.tellDiagnoses(network);
    double rate = goesOn ? RATE_TO_GO_ON : RATE_FROM_ELSEWHERE;
    try {
      Optimisation optimisation =
          new Optimisation(
              epochs,
              batchSize,
              learningRate == null ? rate : learningRate,
              layerDecay,
              0.05,
              0.05,
              averaging,
              keptPatches,
              Math.min(wholeEpochs, epochs),
              1.0);
      Preprocessing preprocessing =
          new Preprocessing(network.imageSize(), Framing.WHOLE_FRAME, 1, HALF, HALF);
      return new Recipe(
          network, how, optimisation, views().withMixup(mixup), preprocessing, shares, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Augmentation views() {
    return switch (augmentation) {
      case "strong" -> Augmentation.STRONG;
      case "moderate" -> Augmentation.MODERATE;
      default -> throw wrong("--augmentation", augmentation, List.of("strong", "moderate"));
    };
  }

  private ParameterException wrong(String option, String value, List<String> allowed) {
    return new ParameterException(
        spec.commandLine(), option + " is '" + value + "': use " + String.join(", ", allowed));
  }

  private StartingWeights startingWeights(Method how, Backbone network) throws IOException {
    if (how == Method.SCRATCH) {
      return StartingWeights.random(network, seed);
    }
    List<Path> from = givenWeights();
    if (from.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no weights to start from: give --init, or --method scratch");
    }
    return StartingWeights.read(from.get(0), network);
  }

  /** Those given, or those that come with the program, if they do. */
  private List<Path> givenWeights() {
    return init.isEmpty() ? ShippedBundle.folder().stream().toList() : init;
  }
}
