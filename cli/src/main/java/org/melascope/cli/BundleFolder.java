package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.melascope.bundle.Bundle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The folder of {@code --out}, looked at before the work whose bundle it is for. */
final class BundleFolder {
  private BundleFolder() {}

  /**
   * Refuses what would end hours of work without a result.
   *
   * @throws ParameterException if it is no folder that can be written to, nor can be made one
   */
  static void requireWritable(CommandSpec spec, Path out) {
    Path existing = out.toAbsolutePath().normalize();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new ParameterException(
          spec.commandLine(), "--out: " + existing + " is no folder that can be written to");
    }
  }

  /**
   * Refuses to replace a bundle.
   *
   * @throws ParameterException if the folder holds one
   */
  static void requireNoBundle(CommandSpec spec, Path out) {
    if (Files.exists(out.resolve(Bundle.DESCRIPTION))) {
      throw new ParameterException(
          spec.commandLine(), "--out: " + out + " holds a bundle already; name another folder");
    }
  }

  /**
   * Refuses to replace another bundle than the one that the new one is made of.
   *
   * @throws ParameterException if the folder holds another one
   */
  static void requireNoBundleBut(CommandSpec spec, Path source, Path out) throws IOException {
    if (!Files.exists(out) || !Files.exists(source) || !Files.isSameFile(source, out)) {
      requireNoBundle(spec, out);
    }
  }
}
