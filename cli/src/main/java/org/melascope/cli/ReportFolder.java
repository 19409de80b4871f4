package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The folder of {@code --report}, made ready before the work whose results it is for. */
final class ReportFolder {
  private ReportFolder() {}

  /**
   * Makes the folder, where one was asked for, and tries to write a file into it.
   *
   * @param names of the files that will be written
   * @param inputs files and folders that the command reads
   * @throws ParameterException if that cannot be done, or would write over one of the inputs
   */
  static void prepare(
      CommandSpec spec, @Nullable Path folder, List<String> names, List<Path> inputs)
      throws IOException {
    if (folder == null) {
      return;
    }
    for (Path input : inputs) {
      requireNotWrittenOver(spec, folder, names, input);
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

  private static void requireNotWrittenOver(
      CommandSpec spec, Path folder, List<String> names, Path input) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      if (Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
        throw new ParameterException(
            spec.commandLine(),
            "--report: " + input + " would be written over in " + folder + ", name another folder");
      }
    }
  }
}
