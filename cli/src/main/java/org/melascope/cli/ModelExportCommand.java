package org.melascope.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.training.BundleExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code melascope model export}. */
@Command(
    name = "export",
    description =
        "Bring a bundle up to date: write its network as a training would today, and fit the rest.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "BUNDLE must hold one network, in floating point. The weights stay, so the answers do, but for rounding;",
      "a network that an older version exported may get faster. Calibration, gates and operating points are set",
      "anew as by 'model fit', on the split validation of MANIFEST or DIR, which is what the network was",
      "trained on; pictures of the split test are never looked at. What was measured before no longer holds, so",
      "the model card is written without results:",
      "",
      "  melascope model export my-model --data my-pictures --model-version 2 --out my-model-2",
      "  melascope evaluate --data my-pictures --model my-model-2 --report my-model-2/evaluation",
      "  melascope model card my-model-2",
      "",
      "Exit codes: 0 the bundle was written, 1 it was not, 2 wrong usage, 3 the bundle is unusable."
    })
final class ModelExportCommand implements Callable<Integer> {
  @Mixin private DerivedBundle derived = new DerivedBundle();

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    return derived.write(
        (pictures, bar, folder, out, version) ->
            new BundleExport(pictures, bar).run(folder, out, version));
  }
}
