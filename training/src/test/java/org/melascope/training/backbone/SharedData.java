package org.melascope.training.backbone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pictures and weights that lie beside a developer's checkout but are not part of the repository.
 */
final class SharedData {
  private SharedData() {}

  /**
   * The file of this name below {@code ../shared}; skips the test, saying so, where it is missing.
   */
  static Path require(String name) {
    Path file = Path.of("..", "..", "shared").resolve(name);
    assumeTrue(
        Files.exists(file), () -> "skipped: there is no shared/" + name + " beside the repository");
    return file;
  }
}
