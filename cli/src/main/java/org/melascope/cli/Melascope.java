package org.melascope.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code melascope} command. It does nothing itself: its subcommands do.
 *
 * <p>Exit codes: 0 when all was answered, 1 when something failed, 2 for wrong usage.
 */
@Command(
    name = "melascope",
    description = {
      "How likely is this skin lesion to be malignant?",
      "Research software, not a medical device."
    },
    subcommands = {TrainCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Melascope implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command and leaves the virtual machine with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command with all its subcommands. */
  static CommandLine commandLine() {
    return new CommandLine(new Melascope());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: name a command.");
  }
}
