package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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

  @Test
  void wrongUsageExitsWithTwoAndPrintsToStandardErrorOnly() {
    assertThat(command.execute()).isEqualTo(2);
    assertThat(command.execute("no-such-command")).isEqualTo(2);
    assertThat(err.toString()).contains("name a command", "no-such-command");
    assertThat(out.toString()).isEmpty();
  }
}
