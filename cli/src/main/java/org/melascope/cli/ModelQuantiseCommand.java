package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.training.BundleQuantisation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code melascope model quantise}. */
@Command(
    name = "quantise",
    description =
        "Make a bundle's network faster: have its transformers compute in 8-bit integers, and fit the rest.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "On a processor with VNNI a transformer takes little more than half of the time, and the file is less than",
      "a third as large. Answers change a little: layers that would change them much, seen on some validation",
      "pictures, stay in floating point. Calibration, gates and operating points are set anew as by 'model fit',",
      "on the split validation of MANIFEST or DIR; pictures of the split test are never looked at. See what it",
      "costs in accuracy before you use it:",
      "",
      "  melascope model quantise my-model --data my-pictures --out my-model-int8",
      "  melascope evaluate --data my-pictures --model my-model-int8 --compare my-model",
      "",
      "Exit codes: 0 the bundle was written, 1 it was not, 2 wrong usage, 3 the bundle is unusable."
    })
final class ModelQuantiseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The folder of the bundle.")
  private Path folder = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "MANIFEST|DIR",
      description = "The labelled pictures.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Write the bundle into this folder.")
  private Path out = Path.of("");

  @Option(
      names = "--model-version",
      paramLabel = "VERSION",
      description = "Its version. Default: that of BUNDLE.")
  private @Nullable String version;

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    String now = version == null ? Bundle.open(folder).description().version() : version;
    try (FittingBar bar = new FittingBar(spec.commandLine().getErr())) {
      DataSet pictures = DataSet.open(data);
      bar.say(pictures + " (" + pictures.provenance().description() + ")");
      BundleDescription bundle = new BundleQuantisation(pictures, bar).run(folder, out, now);
      bar.say("wrote " + bundle.identity() + " to " + out);
      return 0;
    } catch (IllegalArgumentException | IllegalStateException e) {
      // What the quantisation says of unfit bundles and pictures is for the reader.
      throw new IOException(e.getMessage(), e);
    }
  }
}
