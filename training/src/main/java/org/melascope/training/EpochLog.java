package org.melascope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The CSV file with one row per epoch. An epoch that is trained again after a resume replaces its
 * row.
 */
final class EpochLog {
  private final Path file;

  EpochLog(Path file) {
    this.file = file;
  }

  void append(EpochMetrics metrics) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", EpochMetrics.COLUMNS));
    if (Files.exists(file)) {
      List<String> written = Files.readAllLines(file);
      lines.addAll(written.subList(1, Math.max(1, Math.min(written.size(), metrics.epoch()))));
    }
    lines.add(String.join(",", metrics.row()));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
