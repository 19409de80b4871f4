package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command without Spark, as all commands but itself are built. */
class BatchCommandTest {
  @TempDir private Path folder;

  @Test
  void offersItsOptionsWithoutSpark() {
    Run run = Run.of("batch", "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("--input", "--output", "--master", "--conf", "--dry-run");
  }

  @Test
  void saysHowToStartItWhereSparkIsMissing() {
    Path bundle = TinyBundle.write(folder.resolve("bundle"));
    Run run =
        Run.of("batch", "--input", folder, "--output", folder.resolve("out"), "--model", bundle);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("batch needs Apache Spark", "./melascope");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void namesTheOptionThatDoesNotFit() {
    Path bundle = TinyBundle.write(folder.resolve("bundle"));
    assertThat(Run.of("batch", "--output", "out").exitCode()).isEqualTo(2);
    Run empty = Run.of("batch", "--input", "a", "--output", "b", "--commit-every", "0");
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).contains("--commit-every must be at least 1");
    Run bold =
        Run.of("batch", "--input", "a", "--output", "b", "--sensitivity", "0.5", "--model", bundle);
    assertThat(bold.exitCode()).isEqualTo(2);
    assertThat(bold.err()).contains("--sensitivity: there is no operating point");
  }

  @Test
  void anUnusableBundleExitsWithThree() {
    assertThat(Run.of("batch", "--input", "a", "--output", "b", "--model", folder).exitCode())
        .isEqualTo(3);
  }
}
