package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.training.BundleExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code melascope model export}. */
@Command(
    name = "export",
    description =
        "Bring a bundle up to date: write its network as a training would today, and fit the rest.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The weights stay, so the answers do, but for rounding; a network that an older version exported may",
      "get faster. Calibration, gates and operating points are set anew as by 'model fit', on the split",
      "validation of MANIFEST or DIR, which is what the network was trained on; pictures of the split test",
      "are never looked at. What was measured before no longer holds, so the model card is written without",
      "results:",
      "",
      "  melascope model export my-model --data my-pictures --model-version 2 --out my-model-2",
      "  melascope evaluate --data my-pictures --model my-model-2 --report my-model-2/evaluation",
      "  melascope model card my-model-2",
      "",
      "Exit codes: 0 the bundle was written, 1 it was not, 2 wrong usage, 3 the bundle is unusable."
    })
final class ModelExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The folder of the bundle, of one network.")
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
      BundleDescription bundle = new BundleExport(pictures, bar).run(folder, out, now);
      bar.say("wrote " + bundle.identity() + " to " + out);
      return 0;
    } catch (IllegalArgumentException | IllegalStateException e) {
      // What the export says of unfit bundles and pictures is for the reader.
      throw new IOException(e.getMessage(), e);
    }
  }
}
