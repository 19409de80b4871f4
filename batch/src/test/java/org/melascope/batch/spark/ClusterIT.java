package org.melascope.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.batch.AnswerFormat;
import org.melascope.batch.BatchProgress;
import org.melascope.batch.BatchRequest;
import org.melascope.batch.BatchSummary;
import org.melascope.batch.Cluster;
import org.melascope.bundle.Bundle;

/**
 * The job on a cluster whose processes are killed. Nothing waits for a time: what is killed is
 * killed once the first chunks are stored, with most of them to come.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class ClusterIT {
  private static final int PICTURES = 128;
  private static final int CHUNK = 16;
  private static final String BUNDLE =
      Path.of("../core/src/test/resources/bundle-v2").toAbsolutePath().normalize().toString();

  @TempDir static Path folder;
  private static StandaloneCluster cluster;
  private static Path archive;

  private final Path output = folder.resolve("answers-" + System.nanoTime());
  private final Path log = folder.resolve(output.getFileName() + ".log");

  @BeforeAll
  static void start() throws IOException {
    archive = folder.resolve("archive");
    ArchiveOfLesions.write(archive, PICTURES, 320, 240);
    cluster = StandaloneCluster.start(folder, 2);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @AfterEach
  void stopReading() {
    LocalSpark.session().stop();
  }

  /** What {@code melascope batch --master} does: here its classes, there the packaged jar. */
  @Test
  @Order(1)
  void theCommandAndTheExecutorsUnderstandEachOther() throws IOException {
    BatchRequest request =
        new BatchRequest(
            List.of(archive.toString()),
            output.toString(),
            AnswerFormat.PARQUET,
            OptionalDouble.empty(),
            OptionalInt.empty());
    Cluster here =
        new Cluster(
            cluster.master(),
            StandaloneCluster.SETTINGS,
            Optional.of(System.getProperty("melascope.batch.application")));
    BatchSummary summary =
        new SparkEngine().run(request, LocalSpark.bundle(), here, new NoProgress());

    assertThat(summary.answered()).isEqualTo(PICTURES);
    assertThat(summary.failed()).isZero();
    assertEachPictureOnce();
  }

  @Test
  @Order(2)
  void whenTheDriverIsKilledTheNextRunCompletesTheRestAndLeavesWhatIsStored() throws Exception {
    Process driver = submit();
    StandaloneCluster.await("the job", driver, () -> files().size() >= 2);
    driver.destroyForcibly();
    assertThat(driver.waitFor()).as("of a killed process").isNotZero();
    Map<Path, String> stored = files();
    int before = answers().size();
    LocalSpark.session().stop();
    assertThat(before).isEqualTo(stored.size() * CHUNK).isBetween(1, PICTURES - CHUNK);

    Process again = submit();
    assertThat(again.waitFor()).as(StandaloneCluster.text(log)).isZero();
    assertThat(files()).containsAllEntriesOf(stored);
    assertEachPictureOnce();
    assertThat(StandaloneCluster.text(log))
        .contains(before + " pictures skipped", (PICTURES - before) + " pictures answered");
  }

  @Test
  @Order(3)
  void whenAWorkerIsKilledTheOtherDoesItsWork() throws Exception {
    Process driver = submit();
    StandaloneCluster.await("the job", driver, () -> files().size() >= 2);
    Process worker = cluster.workers().get(0);
    List<ProcessHandle> executors = worker.descendants().toList();
    worker.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
    int before = files().size();
    assertThat(executors).as("executors of the worker that was killed").isNotEmpty();
    assertThat(before).as("chunks stored by then").isLessThan(PICTURES / CHUNK);

    assertThat(driver.waitFor()).as(StandaloneCluster.text(log)).isZero();
    assertThat(StandaloneCluster.text(log)).contains("Lost executor");
    assertEachPictureOnce();
  }

  private Process submit() throws IOException {
    return cluster.submit(
        log,
        "--model",
        BUNDLE,
        "--input",
        archive.toString(),
        "--output",
        output.toString(),
        "--commit-every",
        String.valueOf(CHUNK));
  }

  /** The files of answers that can be seen, with what they are. */
  private Map<Path, String> files() {
    if (!Files.isDirectory(output)) {
      return Map.of();
    }
    try (Stream<Path> days = Files.list(output)) {
      return days.filter(day -> day.getFileName().toString().startsWith("day="))
          .flatMap(ClusterIT::parquet)
          .collect(
              Collectors.toMap(Function.identity(), ClusterIT::sha256, (a, b) -> a, TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> parquet(Path day) {
    try (Stream<Path> files = Files.list(day)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(Path file) {
    try {
      return Bundle.sha256(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Row> answers() {
    return LocalSpark.session().read().parquet(output.toString()).collectAsList();
  }

  private void assertEachPictureOnce() throws IOException {
    try (Stream<Path> pictures = Files.list(archive)) {
      assertThat(answers().stream().map(row -> row.<String>getAs("image")))
          .containsExactlyInAnyOrderElementsOf(pictures.map(Path::toString).toList());
    }
    assertThat(output.resolve("_temporary")).doesNotExist();
  }

  /** Is told and says nothing. */
  private static final class NoProgress implements BatchProgress {
    @Override
    public void started(String page) {}

    @Override
    public void listed(long pictures, long bytes) {}

    @Override
    public void advanced(long pictures) {}
  }
}
