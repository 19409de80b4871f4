package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.evaluation.fitting.BundleFitting;
import org.melascope.evaluation.fitting.FittedBundle;
import org.melascope.evaluation.report.ModelCard;
import org.melascope.training.TrainingRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code melascope model fit}. */
@Command(
    name = "fit",
    description =
        "Set all of a bundle but its weights anew: the calibration, the gates and the operating points.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Needs no PyTorch. Name, version, preprocessing and how the network was trained stay. MANIFEST or DIR",
      "is what the network was trained on; pictures of the split test are never looked at. What was measured",
      "before no longer holds: what 'evaluate --report' wrote into the folder evaluation of the bundle is",
      "deleted, and the model card is written without results. Measure again then:",
      "",
      "  melascope model fit my-model --data my-pictures",
      "  melascope evaluate --data my-pictures --model my-model --report my-model/evaluation",
      "  melascope model card my-model",
      "",
      "Exit codes: 0 the bundle was written, 1 it was not, 2 wrong usage, 3 the bundle is unusable."
    })
final class ModelFitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The folder of the bundle.")
  private Path folder = Path.of("");

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write the bundle into this folder, which must hold no other one. Default: BUNDLE itself.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    Bundle bundle = Bundle.open(folder);
    Path target = out == null ? folder : out;
    BundleFolder.requireWritable(spec, target);
    BundleFolder.requireNoBundleBut(spec, folder, target);
    try (FittingBar bar = new FittingBar(spec.commandLine().getErr())) {
      DataSet pictures = data.open();
      bar.say(pictures + " (" + pictures.provenance().description() + ")");
      FittedBundle fitted = new BundleFitting(pictures, bar).refit(bundle);
      fitted.write(target, bundle.model(), bar);
      TrainingRecord.copy(folder, target);
      BundleDescription description = fitted.description();
      ModelCard.of(description, target).write(target);
      bar.say("wrote " + description.identity() + " to " + target);
      return 0;
    } catch (IllegalArgumentException | IllegalStateException e) {
      // What the fitting says of unfit pictures is for the reader.
      throw new IOException(e.getMessage(), e);
    }
  }
}
