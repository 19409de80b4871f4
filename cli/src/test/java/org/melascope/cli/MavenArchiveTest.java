package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with which {@code mvnw} unpacks Maven. */
class MavenArchiveTest {
  @TempDir private Path folder;

  @Test
  void unpacksIntoAFolderHoweverItIsWritten() throws Exception {
    Files.createDirectories(folder.resolve("home"));
    Path archive = archive("maven/bin/mvn");
    assertThat(unpack(archive, folder.resolve("home/../cache"))).isEmpty();
    assertThat(folder.resolve("cache/maven/bin/mvn")).hasContent("maven/bin/mvn");
  }

  @Test
  void refusesWhatWouldLieElsewhere() throws Exception {
    Path archive = archive("../elsewhere");
    assertThat(unpack(archive, folder.resolve("cache"))).contains("leads out of the archive");
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  /** An archive of one file, whose content is its name. */
  private Path archive(String name) throws IOException {
    Path archive = folder.resolve("archive.zip");
    try (OutputStream file = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(name.getBytes(StandardCharsets.UTF_8));
    }
    return archive;
  }

  /** What the program says. */
  private static String unpack(Path archive, Path target) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "../.mvn/wrapper/MavenArchive.java",
                "unpack",
                archive.toString(),
                HexFormat.of().formatHex(hash),
                target.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
