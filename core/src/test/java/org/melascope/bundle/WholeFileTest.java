package org.melascope.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void replacesWhatWasThereAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("results.json");
    WholeFile.write(file, "before");
    WholeFile.write(file, "größer");
    assertThat(file).hasContent("größer");
    assertThat(entries()).containsExactly("results.json");
  }

  @Test
  void replacesAllOrNone() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("missing/second");
    Files.writeString(first, "before");
    Map<Path, byte[]> files = new LinkedHashMap<>();
    files.put(first, new byte[] {1});
    files.put(second, new byte[] {2});
    assertThatThrownBy(() -> WholeFile.write(files)).isInstanceOf(NoSuchFileException.class);
    assertThat(first).hasContent("before");
    assertThat(entries()).containsExactly("first");

    Files.createDirectory(second.getParent());
    WholeFile.write(files);
    assertThat(first).hasBinaryContent(new byte[] {1});
    assertThat(second).hasBinaryContent(new byte[] {2});
    assertThat(entries()).containsExactly("first", "missing");
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    }
  }
}
