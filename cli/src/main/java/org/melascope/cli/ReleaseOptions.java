package org.melascope.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.evaluation.fitting.BundleFitting;
import picocli.CommandLine.Option;

/** What a network that is new is called and may be used for, on the command line. */
final class ReleaseOptions {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call the network. Default: the name of the folder that is written.")
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
      description =
          "Under which terms the weights may be used; goes into the bundle. Default: those of the training "
              + "pictures, and of the bundles that it is made from.")
  private @Nullable String terms;

  /**
   * What goes into the bundle.
   *
   * @param out the folder that is written
   * @param origins bundles, and files of weights, that the network is made from
   * @throws UnusableBundleException if the terms of one of them are asked for and it is not whole
   */
  BundleFitting.Release release(Path out, List<Path> origins) throws UnusableBundleException {
    return new BundleFitting.Release(
        name == null ? String.valueOf(out.toAbsolutePath().normalize().getFileName()) : name,
        version,
        terms == null ? InheritedTerms.of(origins) : terms);
  }
}
