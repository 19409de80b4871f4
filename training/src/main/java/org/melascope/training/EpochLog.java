package org.melascope.training;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.melascope.bundle.WholeFile;
import org.melascope.evaluation.report.EpochFiles;

/**
 * The CSV file with one row per epoch. An epoch that is trained again after a resume replaces its
 * row.
 */
final class EpochLog {
  /** What the file is called while the stage is trained. */
  static final String NAME = EpochFiles.ofStage(1, 1);

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
    Files.createDirectories(file.toAbsolutePath().getParent());
    WholeFile.write(file, String.join("\n", lines) + "\n");
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
      copyAll(from, to, name -> name);
    }
  }

  /** Likewise, of a network that is one of several now. */
  static void copyAll(Path from, Path to, int network) throws IOException {
    copyAll(from, to, name -> EpochFiles.ofNetwork(name, network));
  }

  private static void copyAll(Path from, Path to, UnaryOperator<String> naming) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.createDirectories(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, EpochFiles.GLOB)) {
      for (Path file : files) {
        String name = naming.apply(file.getFileName().toString());
        Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
