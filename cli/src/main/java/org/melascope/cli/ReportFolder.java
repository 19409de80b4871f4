package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The folder of {@code --report}, made ready before the work whose results it is for. */
final class ReportFolder {
  private ReportFolder() {}

  /**
   * Makes the folder, where one was asked for, and tries to write a file into it.
   *
   * @throws ParameterException if that cannot be done
   */
  static void prepare(CommandSpec spec, @Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "melascope", ".tmp"));
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--report: " + folder + " is not a folder that can be written to, name another",
          e);
    }
  }
}
