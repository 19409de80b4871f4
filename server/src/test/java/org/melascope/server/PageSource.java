package org.melascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The page as it lies in the source tree, read by tests. */
final class PageSource {
  static final Path ROOT = Path.of("src/main/resources/org/melascope/server/page");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PageSource() {}

  /** All files with an ending, such as {@code .js}. */
  static List<Path> files(String ending) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A catalogue of words: keys and texts. */
  static Map<String, String> catalogue(String language) {
    String json = text(ROOT.resolve("i18n").resolve(language + ".json"));
    return new TreeMap<>(JSON.readValue(json, new TypeReference<Map<String, String>>() {}));
  }
}
