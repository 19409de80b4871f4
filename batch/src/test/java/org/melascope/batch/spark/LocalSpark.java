package org.melascope.batch.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;

/** A session in this process with two cores, and the bundle that answers. */
final class LocalSpark {
  private static final Path FIXTURES = Path.of("../core/src/test/resources");

  private LocalSpark() {}

  /** Starts the session, or gives the one that runs. */
  static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        // Compiling queries of a few rows takes longer than they do.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .getOrCreate();
  }

  /** A bundle with random weights and gates that let nearly every picture pass. */
  static Bundle bundle() {
    return bundle(2);
  }

  /** That bundle in a version of the format; version 1 has no gates. */
  static Bundle bundle(int version) {
    try {
      return Bundle.open(FIXTURES.resolve("bundle-v" + version));
    } catch (UnusableBundleException e) {
      throw new IllegalStateException(e);
    }
  }
}
