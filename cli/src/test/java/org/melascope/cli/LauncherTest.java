package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code melascope}, with a build and a JDK that are stand-ins: the one notes that it
 * was called and makes files of the right names, the other prints the libraries that it is given.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class LauncherTest {
  private static final String PYTORCH = "pytorch.jar";

  private static final String BUILD =
      """
      #!/bin/sh
      built=target/launcher
      version=$(cat pom.xml)
      echo "$*" >>builds
      mkdir -p cli/$built/lib cli/$built/lib-training batch/$built/lib-spark batch/$built/spark-submit
      : >cli/$built/melascope-cli-$version.jar
      : >cli/$built/lib/core.jar
      : >cli/$built/lib-training/engine.jar
      : >batch/$built/spark-submit/application-$version.jar
      case "$*" in *withoutPyTorch*) ;; *) : >cli/$built/lib-training/pytorch.jar ;; esac
      case "$*" in *withoutSpark*) ;; *) : >batch/$built/lib-spark/spark.jar ;; esac
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      until [ "$1" = -cp ]; do shift; done
      echo "$2" | tr : '\\n' | while read -r jars; do ls -d $jars; done
      """;

  /** Where the launcher builds. */
  private static final String STATE = "cli/target/launcher";

  @TempDir private Path home;

  @BeforeEach
  void layOut() throws IOException {
    Path sources = Path.of("..");
    Files.createDirectories(home.resolve(".mvn"));
    Files.copy(sources.resolve(".mvn/jdk.sh"), home.resolve(".mvn/jdk.sh"));
    script("melascope", Files.readString(sources.resolve("melascope")));
    script("mvnw", BUILD);
    script("jdk/bin/java", JAVA);
    script("jdk/bin/javac", "#!/bin/sh\n");
    script("jdk/bin/jar", "#!/bin/sh\nexit 1\n");
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    for (String module : List.of("cli", "batch")) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.writeString(home.resolve(module).resolve("pom.xml"), "");
    }
    Files.writeString(home.resolve("pom.xml"), "1.0");
    ageSources();
  }

  private void script(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void ageSources() throws IOException {
    FileTime before = FileTime.from(Instant.now().minusSeconds(60));
    try (var files = Files.walk(home)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, before);
      }
    }
  }

  /** The libraries that a command gets. */
  private List<String> libraries(String command) throws IOException, InterruptedException {
    ProcessBuilder process =
        new ProcessBuilder("sh", home.resolve("melascope").toString(), command)
            .redirectErrorStream(true);
    process.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    process.environment().remove("MELASCOPE_JAVA_OPTS");
    Process started = process.start();
    started.getOutputStream().close();
    String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(started.exitValue()).as(output).isZero();
    return output
        .lines()
        .filter(line -> line.endsWith(".jar"))
        .map(line -> line.substring(line.lastIndexOf('/') + 1))
        .toList();
  }

  private int builds() throws IOException {
    return Files.readAllLines(home.resolve("builds")).size();
  }

  private void change(String source) throws IOException {
    Files.writeString(home.resolve(source), "changed");
  }

  /** The folder with the jars of the last build; {@code app} or, with Spark, {@code app-batch}. */
  private Path jars(String pointer) throws IOException {
    return Path.of(Files.readString(home.resolve(STATE).resolve(pointer)).strip());
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** As if the last start from these jars had been eight days ago. */
  private static void age(Path jars) throws IOException {
    Files.setLastModifiedTime(jars, FileTime.from(Instant.now().minus(8, ChronoUnit.DAYS)));
  }

  @Test
  void onlyTrainGetsPyTorchAndOnlyBatchGetsSpark() throws Exception {
    assertThat(libraries("classify")).contains("core.jar").doesNotContain(PYTORCH, "spark.jar");
    assertThat(libraries("train")).contains("core.jar", PYTORCH).doesNotContain("spark.jar");
    assertThat(libraries("batch")).contains("core.jar", "spark.jar").doesNotContain(PYTORCH);
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void whatWasBuiltForTrainServesAllThatNeedLess() throws Exception {
    assertThat(libraries("train")).contains(PYTORCH);
    assertThat(libraries("classify")).contains("core.jar").doesNotContain(PYTORCH);
    assertThat(libraries("train")).contains(PYTORCH);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void pyTorchIsThereAgainAfterOtherLibrariesWereAskedFor() throws Exception {
    libraries("train");
    change("pom.xml");
    assertThat(libraries("classify")).contains("core.jar");
    assertThat(libraries("train")).contains(PYTORCH);
    assertThat(libraries("classify")).contains("core.jar");
    assertThat(libraries("train")).contains(PYTORCH);
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void aBuildForSparkLeavesPyTorchWhereItIs() throws Exception {
    libraries("train");
    libraries("batch");
    assertThat(libraries("train")).contains(PYTORCH);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aBuildThatWasCutOffDoesNotTakePyTorchAway() throws Exception {
    libraries("train");
    Files.writeString(home.resolve(STATE + "/new.stamp"), "");
    change("cli/src/main/Changed.java");
    assertThat(libraries("classify")).contains("core.jar");
    assertThat(libraries("train")).contains(PYTORCH);
  }

  @Test
  void buildsAgainWhenASourceHasChanged() throws Exception {
    libraries("classify");
    libraries("classify");
    assertThat(builds()).isEqualTo(1);
    change("cli/src/main/Changed.java");
    libraries("classify");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void whoeverMayLookIntoTheFolderOfTheBuildMayRunIt() throws Exception {
    libraries("classify");
    assertThat(Files.getPosixFilePermissions(jars("app")))
        .isEqualTo(Files.getPosixFilePermissions(home.resolve(STATE)));
  }

  @Test
  void nothingOfAnEarlierVersionIsLeft() throws Exception {
    libraries("batch");
    Files.writeString(home.resolve("pom.xml"), "2.0");
    assertThat(libraries("batch"))
        .contains("melascope-cli-2.0.jar")
        .doesNotContain("melascope-cli-1.0.jar");
    assertThat(names(jars("app-batch").resolve("spark-submit")))
        .containsExactly("application-2.0.jar");
  }

  @Test
  void theJarsOfWhatWasStartedWithinAWeekStay() throws Exception {
    libraries("classify");
    Path left = jars("app");
    change("cli/src/main/Changed.java");
    libraries("classify");
    Path used = jars("app");
    libraries("batch");
    Path withSpark = jars("app-batch");
    age(left);
    age(used);
    age(withSpark);
    libraries("classify");
    change("cli/src/main/Other.java");
    libraries("classify");
    assertThat(jars("app")).isDirectory().isNotEqualTo(used);
    assertThat(used).isDirectory();
    assertThat(withSpark).isDirectory();
    assertThat(left).doesNotExist();
  }
}
