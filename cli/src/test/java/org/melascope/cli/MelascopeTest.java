package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MelascopeTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      Melascope.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void printsTheVersionOfTheProject() {
    assertThat(command.execute("--version")).isZero();
    assertThat(out.toString()).matches("Melascope \\d+\\.\\d+\\.\\d+\\S*\\RJava \\d+\\S*\\R");
  }

  @Test
  void printsUsageAndWhatItIsNot() {
    assertThat(command.execute("--help")).isZero();
    assertThat(out.toString()).contains("Usage: melascope", "not a medical device");
  }

  /** A script must not take half of the answers for all of them. */
  @Test
  void anOutputThatCannotBeWrittenIsAFailure() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    CommandLine failing =
        Melascope.commandLine().setOut(new PrintWriter(full)).setErr(new PrintWriter(err));
    assertThat(Melascope.run(failing, "--version")).isEqualTo(1);
    assertThat(err.toString()).contains("melascope: the output cannot be written");
    assertThat(Melascope.run(command, "--version")).isZero();
    assertThat(out.toString()).startsWith("Melascope ");
  }

  @Test
  void wrongUsageExitsWithTwoAndPrintsToStandardErrorOnly() {
    assertThat(command.execute()).isEqualTo(2);
    assertThat(command.execute("no-such-command")).isEqualTo(2);
    assertThat(err.toString()).contains("name a command", "no-such-command");
    assertThat(out.toString()).isEmpty();
  }
}
