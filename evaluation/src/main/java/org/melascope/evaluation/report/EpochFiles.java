package org.melascope.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The CSV files with the epochs of a bundle's training, one for each stage of each of its networks:
 * what they are called in the bundle's folder {@code evaluation}, and how long a stage took.
 */
public final class EpochFiles {
  /** All of them, as a glob. */
  public static final String GLOB = "epochs*.csv";

  /** The column with the seconds of computation from the first epoch of the stage on. */
  public static final String SECONDS = "seconds";

  private static final String STEM = "epochs";

  private EpochFiles() {}

  /**
   * The file of a stage of a bundle with one network.
   *
   * @param stage from 1
   * @param stages how many the network has; the last one needs no number
   */
  public static String ofStage(int stage, int stages) {
    return stage == stages ? STEM + ".csv" : STEM + "-of-stage-" + stage + ".csv";
  }

  /**
   * What such a file is called when its network is one of several.
   *
   * @param file as {@link #ofStage} calls it
   * @param network from 1
   */
  public static String ofNetwork(String file, int network) {
    return STEM + "-of-network-" + network + file.substring(STEM.length());
  }

  /**
   * How long a stage took: what stands in the last row of its file. Empty if there is no such file,
   * or no epoch in it.
   *
   * @throws IOException naming the file, if it cannot be read
   */
  public static OptionalDouble seconds(Path file) throws IOException {
    if (!Files.exists(file)) {
      return OptionalDouble.empty();
    }
    List<String> rows = Files.readAllLines(file);
    int column = rows.isEmpty() ? -1 : List.of(rows.get(0).split(",", -1)).indexOf(SECONDS);
    if (column < 0 || rows.size() < 2) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(
          Double.parseDouble(rows.get(rows.size() - 1).split(",", -1)[column]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(file + " has no number of seconds in its last row", e);
    }
  }
}
