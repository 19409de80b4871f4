package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.EvaluationJson;
import org.melascope.evaluation.GateEffects;
import org.melascope.evaluation.fitting.FittedBundle;
import org.melascope.evaluation.report.EnergyEstimate;
import org.melascope.evaluation.report.ModelCard;
import org.melascope.evaluation.report.TrainingTime;
import org.melascope.evaluation.robustness.Robustness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code melascope model card}. */
@Command(
    name = "card",
    description = "Write a bundle's MODEL_CARD.md from its recipe, its data and its evaluation.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The card says what the bundle is for and not for, what it learned from, how right it is, in which",
      "subgroups, where it fails, and what its training took. Results are those of evaluation/metrics.json,",
      "evaluation/robustness.json and evaluation/gates.json in the bundle, where melascope evaluate --report",
      "writes them. What no number shows, such as copies of test pictures among those for training, can be told",
      "in evaluation/" + FittedBundle.LIMITS + ", a sentence a line.",
      "",
      "Examples:",
      "  melascope evaluate --data my-pictures --model my-model --report my-model/evaluation",
      "  melascope model card my-model",
      "",
      "Exit codes: 0 it was written, 1 the evaluation cannot be read, 2 wrong usage, 3 the bundle is unusable."
    })
final class ModelCardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "BUNDLE",
      description = "The folder of the bundle. Default: the one that classify uses.")
  private @Nullable Path folder;

  @Option(
      names = "--power",
      paramLabel = "WATT",
      defaultValue = "65",
      description =
          "Mean power of the machine that trained, to estimate the energy. Default: ${DEFAULT-VALUE}.")
  private double watts = 65;

  @Option(
      names = "--carbon-intensity",
      paramLabel = "GRAM",
      defaultValue = "481",
      description =
          "Carbon dioxide per kilowatt-hour of its electricity. Default: ${DEFAULT-VALUE}, the world's mean"
              + " of 2023 (Ember, 2024).")
  private double grams = 481;

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    EnergyEstimate energy = energy();
    Bundle bundle = Bundle.open(folder == null ? ModelOption.standard() : folder);
    Path evaluation = bundle.folder().resolve(Bundle.EVALUATION);
    Optional<Evaluation> metrics;
    ModelCard card;
    try {
      metrics = metrics(evaluation.resolve("metrics.json"));
      card =
          new ModelCard(
              bundle.description(),
              metrics,
              results(evaluation.resolve("robustness.json"), Robustness.class),
              results(evaluation.resolve("gates.json"), GateEffects.class),
              TrainingTime.of(bundle.description(), bundle.folder()),
              energy,
              limits(evaluation.resolve(FittedBundle.LIMITS)));
    } catch (IllegalArgumentException e) {
      // That results are unreadable, or those of another bundle, is for the reader.
      throw new IOException(e.getMessage(), e);
    }
    card.write(bundle.folder());
    tell(bundle.folder().resolve(ModelCard.FILE), metrics.isPresent());
    return 0;
  }

  private static Optional<Evaluation> metrics(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(EvaluationJson.read(file)) : Optional.empty();
  }

  private static <T extends Record> Optional<T> results(Path file, Class<T> kind)
      throws IOException {
    return Files.exists(file) ? Optional.of(EvaluationJson.read(file, kind)) : Optional.empty();
  }

  private static List<String> limits(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readString(file).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no text in UTF-8: save it so", e);
    }
  }

  private EnergyEstimate energy() {
    try {
      return new EnergyEstimate(watts, grams);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void tell(Path file, boolean measured) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("wrote " + file);
    if (!measured) {
      out.println("It has no results: there is no evaluation/metrics.json in the bundle.");
    }
    out.flush();
  }
}
