package org.melascope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.melascope.bundle.Bundle;

/** The bundle that comes with Melascope. */
final class ShippedBundle {
  private static final String NAME = "melascope";

  private ShippedBundle() {}

  /** Its folder below {@code models} of the installation, which the launcher names. */
  static Optional<Path> folder() {
    Path folder = Path.of(System.getProperty("melascope.home", "")).resolve("models").resolve(NAME);
    return Files.exists(folder.resolve(Bundle.DESCRIPTION))
        ? Optional.of(folder)
        : Optional.empty();
  }
}
