package org.melascope.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
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
    System.exit(run(commandLine().setOut(standardOutput()), arguments));
  }

  /**
   * Runs a command; one whose answers cannot be written has failed.
   *
   * @return the exit code
   */
  static int run(CommandLine line, String... arguments) {
    int exitCode = line.execute(arguments);
    if (exitCode == 0 && line.getOut().checkError()) {
      PrintWriter err = line.getErr();
      err.println("melascope: the output cannot be written: its reader or disk is gone, or full");
      err.flush();
      return 1;
    }
    return exitCode;
  }

  /** As {@code System.out}, which would keep to itself that the disk is full. */
  private static PrintWriter standardOutput() {
    String encoding =
        System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
    return new PrintWriter(
        new BufferedWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), Charset.forName(encoding))),
        true);
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
