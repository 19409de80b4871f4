package org.melascope.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import picocli.CommandLine.Option;

/** The option {@code --model}, for every command that answers with a bundle. */
final class ModelOption {
  private static final String VARIABLE = "MELASCOPE_MODEL";

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description =
          "The folder of the network and of all that its answers depend on. Default: what the"
              + " variable "
              + VARIABLE
              + " names, or else the network that comes with Melascope.")
  private @Nullable Path model;

  /**
   * Opens the bundle that was asked for.
   *
   * @throws UnusableBundleException if it is not whole
   * @throws NoBundleException if none was asked for and none comes with this installation
   */
  Bundle open() throws UnusableBundleException {
    return Bundle.open(model == null ? standard() : model);
  }

  /** The folder of the bundle that is used when none is asked for. */
  static Path standard() {
    String named = System.getenv(VARIABLE);
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    return ShippedBundle.folder()
        .orElseThrow(
            () ->
                new NoBundleException(
                    "there is no network here: give the folder of a bundle with --model, or name it"
                        + " in the variable "
                        + VARIABLE));
  }
}
