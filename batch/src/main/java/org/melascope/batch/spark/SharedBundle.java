package org.melascope.batch.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;

/** The files of a bundle on their way to the executors, each of which gets them once. */
final class SharedBundle implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeMap<String, byte[]> files;
  private final String sha256;

  private SharedBundle(Map<String, byte[]> files, String sha256) {
    this.files = new TreeMap<>(files);
    this.sha256 = sha256;
  }

  /**
   * The files of a bundle.
   *
   * @throws UncheckedIOException if they cannot be read any more
   */
  static SharedBundle of(Bundle bundle) {
    Map<String, byte[]> files = new TreeMap<>();
    byte[] description = read(bundle, Bundle.DESCRIPTION);
    files.put(Bundle.DESCRIPTION, description);
    files.put(bundle.description().network().file(), bundle.model());
    bundle
        .description()
        .gates()
        .ifPresent(
            gates -> files.put(gates.novelty().file(), read(bundle, gates.novelty().file())));
    return new SharedBundle(files, Bundle.sha256(description));
  }

  private static byte[] read(Bundle bundle, String file) {
    try {
      return Files.readAllBytes(bundle.folder().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(bundle.folder() + ": " + file + " cannot be read any more", e);
    }
  }

  /**
   * The SHA-256 of {@code bundle.json}, which has the hashes of the other files: it stands for
   * everything that an answer depends on, not for the weights alone.
   */
  String sha256() {
    return sha256;
  }

  /** Opens the bundle in this process; the folder that this takes is removed again. */
  Bundle open() throws IOException, UnusableBundleException {
    Path folder = Files.createTempDirectory("melascope-bundle");
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      return Bundle.open(folder);
    } finally {
      for (String file : files.keySet()) {
        Files.deleteIfExists(folder.resolve(file));
      }
      Files.delete(folder);
    }
  }
}
