package org.melascope.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code melascope} command. It does nothing itself: its subcommands do.
 *
 * <p>Exit codes: 0 when all was answered, 1 when something failed, 2 for wrong usage, 3 when the
 * bundle is unusable.
 */
@Command(
    name = "melascope",
    description = {
      "How likely is this skin lesion to be malignant?",
      "Research software, not a medical device."
    },
    subcommands = {
      ClassifyCommand.class,
      BatchCommand.class,
      EvaluateCommand.class,
      AuditCommand.class,
      TrainCommand.class,
      ModelCommand.class,
      GenerateCommand.class,
      ServeCommand.class
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: melascope classify samples",
      "",
      "Exit codes: 0 all was answered, 1 something failed, 2 wrong usage, 3 the bundle is unusable."
    },
    versionProvider = Version.class)
public final class Melascope implements Runnable {
  private static final int USAGE_WIDTH = 104;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command and leaves the virtual machine with its exit code. */
  public static void main(String[] arguments) {
    // Numbers in files and messages have the digits and the point that programs expect, wherever.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(commandLine().execute(arguments));
  }

  /** The command with all its subcommands. */
  static CommandLine commandLine() {
    return new CommandLine(new Melascope())
        .setUsageHelpWidth(USAGE_WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new WrongUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: name a command.");
  }
}
