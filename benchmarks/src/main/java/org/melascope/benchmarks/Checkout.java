package org.melascope.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;

/** The folder that is measured; the property {@code melascope.home} says where it lies. */
final class Checkout {
  private static final Path HOME = Path.of(System.getProperty("melascope.home", "."));

  private Checkout() {}

  /** The launcher. */
  static Path launcher() {
    return HOME.resolve("melascope");
  }

  /** The bundle that is shipped: the only one below {@code models}. */
  static Bundle bundle() throws IOException, UnusableBundleException {
    try (Stream<Path> folders = Files.list(HOME.resolve("models"))) {
      List<Path> bundles =
          folders.filter(folder -> Files.exists(folder.resolve(Bundle.DESCRIPTION))).toList();
      if (bundles.size() != 1) {
        throw new IOException("there should be one bundle below models, not " + bundles);
      }
      return Bundle.open(bundles.get(0));
    }
  }

  /** One of the pictures that come with it. */
  static Path sample() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("samples"))) {
      return files
          .filter(file -> file.toString().endsWith(".jpg"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  /** Where measurements of this name are kept. */
  static Path results(String name) {
    return HOME.resolve("benchmarks/results").resolve(name);
  }

  /** A document. */
  static Path document(String name) {
    return HOME.resolve("docs").resolve(name);
  }
}
