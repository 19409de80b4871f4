package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.melascope.dataset.DataSet;
import picocli.CommandLine.Option;

/** The option {@code --data}, for every command that looks at labelled pictures. */
final class DataOption {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "MANIFEST|DIR",
      description = "The labelled pictures.")
  private Path data = Path.of("");

  /** The manifest or the folder. */
  Path path() {
    return data;
  }

  /**
   * Reads what is known of the pictures, in all splits.
   *
   * @throws IOException naming the file and what to do, if it cannot be read
   */
  DataSet open() throws IOException {
    return DataSet.open(data);
  }
}
