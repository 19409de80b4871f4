package org.melascope.training;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The CSV file with one row per epoch. An epoch that is trained again after a resume replaces its
 * row.
 */
final class EpochLog {
  /** What the file is called. */
  static final String NAME = "epochs.csv";

  private final Path file;

  EpochLog(Path file) {
    this.file = file;
  }

  void append(EpochMetrics metrics) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", EpochMetrics.COLUMNS));
    if (Files.exists(file)) {
      Files.readAllLines(file).stream().skip(1).limit(metrics.epoch() - 1L).forEach(lines::add);
    }
    lines.add(String.join(",", metrics.row()));
    // Never half-written, whenever the process is killed.
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(unfinished, lines);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The seconds of computation up to the last epoch; empty without one. */
  OptionalDouble seconds() throws IOException {
    if (!Files.exists(file)) {
      return OptionalDouble.empty();
    }
    List<String> written = Files.readAllLines(file);
    if (written.size() < 2) {
      return OptionalDouble.empty();
    }
    String[] last = written.get(written.size() - 1).split(",", -1);
    return OptionalDouble.of(Double.parseDouble(last[EpochMetrics.COLUMNS.indexOf("seconds")]));
  }

  /** Moves the file, if there is one. */
  void moveTo(Path target) throws IOException {
    if (Files.exists(file)) {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Copies the files of all networks and stages that lie in a folder, if there is one. */
  static void copyAll(Path from, Path to) throws IOException {
    if (!from.equals(to)) {
      copyAll(from, to, "");
    }
  }

  /** Likewise, of a network that is one of several now. */
  static void copyAll(Path from, Path to, int network) throws IOException {
    copyAll(from, to, "-of-network-" + network);
  }

  private static void copyAll(Path from, Path to, String whose) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.createDirectories(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "epochs*.csv")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replaceFirst("epochs", "epochs" + whose);
        Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
