package org.melascope.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Writes files whole or not at all: where the disk is full or the process is killed meanwhile, the
 * file that was there before stays as it was.
 */
public final class WholeFile {
  private static final String UNFINISHED = ".unfinished";

  private WholeFile() {}

  /**
   * Writes text in UTF-8, replacing the file.
   *
   * @throws IOException if it cannot be written; the file stays as it was
   */
  public static void write(Path file, String text) throws IOException {
    write(Map.of(file, text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes files that belong together. Not one of them is replaced before all are written; then
   * they are, one after another in the order of the map.
   *
   * @param files what goes into which file
   * @throws IOException if one cannot be written; all stay as they were, unless it is one of the
   *     renamings at the end that fails: then those before it are done
   */
  public static void write(Map<Path, byte[]> files) throws IOException {
    try {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        Files.write(unfinished(file.getKey()), file.getValue());
      }
      for (Path file : files.keySet()) {
        Files.move(
            unfinished(file),
            file,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (Path file : files.keySet()) {
        Files.deleteIfExists(unfinished(file));
      }
    }
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + UNFINISHED);
  }
}
