package org.melascope.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/**
 * A run of the command line with what it printed.
 *
 * @param exitCode what the process would have exited with
 * @param out standard output
 * @param err standard error
 */
record Run(int exitCode, String out, String err) {
  /** Runs a command; its words may be strings or paths. */
  static Run of(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Melascope.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** The lines of standard output. */
  List<String> lines() {
    return out.lines().toList();
  }
}
