package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.melascope.image.Framing;
import org.melascope.image.Preprocessing;
import org.melascope.training.Method;
import org.melascope.training.Optimisation;
import org.melascope.training.Recipe;
import org.melascope.training.StartingWeights;
import org.melascope.training.augmentation.Augmentation;
import org.melascope.training.backbone.Backbone;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code train} that make a recipe, where none is given in a file. */
final class RecipeOptions {
  /** As the ImageNet backbones were trained: samples from -1 to 1. */
  private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);

  /** A higher rate lets a network that is nearly there forget: see docs/training.md. */
  private static final double RATE_TO_GO_ON = 7e-5;

  private static final double RATE_FROM_ELSEWHERE = 3e-4;

  private static final double WEIGHT_DECAY = 0.05;

  private static final double WARM_UP = 0.05;

  private static final double CLIPPING = 1;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Spec(Spec.Target.SELF)
  private CommandSpec own = CommandSpec.create();

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
      names = "--share",
      paramLabel = "SOURCE=SHARE",
      description =
          "An epoch shows this share of a source's pictures, others each time: for a source that is large "
              + "and easy. The class folders are a source by the name of DIR. Can be given several times.")
  private Map<String, Double> shares = new LinkedHashMap<>();

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

  /** The name of one of these options that was given, if any was. */
  Optional<String> given() {
    return own.options().stream()
        .filter(option -> spec.commandLine().getParseResult().hasMatchedOption(option))
        .map(OptionSpec::longestName)
        .findFirst();
  }

  /**
   * The weights to start from: the first of some files, or drawn at random from scratch.
   *
   * @throws IOException if they cannot be read
   * @throws IllegalArgumentException if there are none
   */
  StartingWeights startingWeights(List<Path> from) throws IOException {
    Backbone network = network();
    if (fromScratch()) {
      return StartingWeights.random(network, seed);
    }
    if (from.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no weights to start from: give --init, or --method scratch");
    }
    return StartingWeights.read(from.get(0), network);
  }

  /** Whether it is weights drawn at random that are trained. */
  boolean fromScratch() {
    return method() == Method.SCRATCH;
  }

  private Backbone network() {
    return Backbone.named(backbone)
        .orElseThrow(() -> wrong(spec, "--backbone", backbone, Backbone.names()));
  }

  private Method method() {
    return Method.ofWord(method).orElseThrow(() -> wrong(spec, "--method", method, Method.words()));
  }

  /**
   * The recipe that was asked for.
   *
   * @param start weights that it begins with, which decide the usual rate
   * @throws ParameterException naming an option that does not fit
   */
  Recipe recipe(StartingWeights start) {
    Method how = method();
    Backbone network = network();
    boolean goesOn = how != Method.SCRATCH && start.tellDiagnoses(network);
    double rate = goesOn ? RATE_TO_GO_ON : RATE_FROM_ELSEWHERE;
    try {
      Optimisation optimisation =
          new Optimisation(
              epochs,
              batchSize,
              learningRate == null ? rate : learningRate,
              layerDecay,
              WEIGHT_DECAY,
              WARM_UP,
              averaging,
              keptPatches,
              Math.min(wholeEpochs, epochs),
              CLIPPING);
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
      default -> throw wrong(spec, "--augmentation", augmentation, List.of("strong", "moderate"));
    };
  }

  /** That an option has a word that is none of those that there are. */
  static ParameterException wrong(
      CommandSpec spec, String option, String value, Collection<String> allowed) {
    return new ParameterException(
        spec.commandLine(), option + " is '" + value + "': use " + String.join(", ", allowed));
  }
}
