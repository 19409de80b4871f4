package org.melascope.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.training.BundleQuantisation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code melascope model quantise}. */
@Command(
    name = "quantise",
    description =
        "Make a bundle's network faster: have its transformers compute in 8-bit integers, and fit the rest.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "BUNDLE may hold several networks. On a processor with VNNI a transformer takes little more than half of",
      "the time, and the file is less than a third as large. Answers change a little: layers that would change",
      "them much, seen on some validation pictures, stay in floating point. Calibration, gates and operating",
      "points are set anew as by 'model fit', on the split validation of MANIFEST or DIR; pictures of the split",
      "test are never looked at. See what it costs in accuracy before you use it:",
      "",
      "  melascope model quantise my-model --data my-pictures --out my-model-int8",
      "  melascope evaluate --data my-pictures --model my-model-int8 --compare my-model",
      "",
      "Exit codes: 0 the bundle was written, 1 it was not, 2 wrong usage, 3 the bundle is unusable."
    })
final class ModelQuantiseCommand implements Callable<Integer> {
  @Mixin private DerivedBundle derived = new DerivedBundle();

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    return derived.write(
        (pictures, bar, folder, out, version) ->
            new BundleQuantisation(pictures, bar).run(folder, out, version));
  }
}
