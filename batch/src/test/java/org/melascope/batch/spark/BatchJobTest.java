package org.melascope.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.batch.AnswerFormat;
import org.melascope.batch.BatchEstimate;
import org.melascope.batch.BatchException;
import org.melascope.batch.BatchProgress;
import org.melascope.batch.BatchRequest;
import org.melascope.batch.BatchSummary;
import org.melascope.bundle.Bundle;
import org.melascope.gates.Reason;
import org.melascope.image.ImageReader;

class BatchJobTest {
  @TempDir Path folder;
  private Path archive;
  private Path output;
  private final Told told = new Told();

  /** Adds up what is told. */
  private static final class Told implements BatchProgress {
    private long listed;
    private long advanced;

    @Override
    public void started(String page) {}

    @Override
    public void listed(long pictures, long bytes) {
      listed = pictures;
      advanced = 0;
    }

    @Override
    public synchronized void advanced(long pictures) {
      advanced += pictures;
    }
  }

  @BeforeEach
  void name() {
    archive = folder.resolve("archive");
    output = folder.resolve("answers");
  }

  private BatchRequest request(AnswerFormat format, int commitEvery, String... inputs) {
    return new BatchRequest(
        List.of(inputs),
        output.toString(),
        format,
        OptionalDouble.empty(),
        OptionalInt.of(commitEvery));
  }

  private BatchSummary run(BatchRequest request) throws IOException {
    return run(request, LocalSpark.bundle());
  }

  private BatchSummary run(BatchRequest request, Bundle bundle) throws IOException {
    BatchSummary summary = new BatchJob(LocalSpark.session(), request, bundle, told).run();
    assertThat(told.advanced).as("what progress added up to").isEqualTo(told.listed);
    return summary;
  }

  private BatchSummary run(String... inputs) throws IOException {
    return run(request(AnswerFormat.PARQUET, 1000, inputs));
  }

  private List<Row> answers() {
    return LocalSpark.session().read().parquet(output.toString()).collectAsList();
  }

  private Map<String, Row> answersByName() {
    return answers().stream()
        .collect(
            Collectors.toMap(
                row -> Path.of(row.<String>getAs("image")).getFileName().toString(),
                row -> row,
                (a, b) -> {
                  throw new AssertionError("two answers: " + a + " and " + b);
                },
                TreeMap::new));
  }

  private Set<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(output)) {
      return files
          .filter(file -> file.toString().endsWith(ending) && Files.isRegularFile(file))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void answersLikeAnAssessorThatIsAskedDirectly(int version) throws Exception {
    List<Path> pictures = ArchiveOfLesions.write(archive, 12);
    Bundle bundle = LocalSpark.bundle(version);
    run(request(AnswerFormat.PARQUET, 1000, archive.toString()), bundle);

    Map<String, Row> answers = answersByName();
    assertThat(answers).hasSize(12);
    ImageReader reader = ImageReader.forNetwork(bundle.description().preprocessing());
    try (Assessor assessor = Assessor.of(bundle, 1)) {
      for (Path picture : pictures) {
        Assessment direct = assessor.assess(reader.read(picture));
        Row answer = answers.get(picture.getFileName().toString());
        assertThat(answer.<String>getAs("image")).isEqualTo(picture.toString());
        assertThat(answer.<String>getAs("decision")).isEqualTo(direct.decision().name());
        assertThat(answer.<Double>getAs("p_malignant")).isCloseTo(direct.malignant(), within(1e-9));
        assertThat(answer.<Double>getAs("nv"))
            .isCloseTo(direct.distribution().probabilities().get(1), within(1e-9));
        assertThat(answer.<String>getAs("model")).isEqualTo(direct.model());
        assertThat(answer.<Long>getAs("bytes")).isEqualTo(Files.size(picture));
        assertThat(answer.<String>getAs("sha256"))
            .isEqualTo(Bundle.sha256(Files.readAllBytes(picture)));
        assertThat(answer.<Integer>getAs("width")).isEqualTo(60);
        if (version == 2) {
          assertThat(answer.<Double>getAs("novelty"))
              .isCloseTo(direct.judgement().orElseThrow().novelty(), within(1e-6));
          assertThat(answer.<Double>getAs("quality_blurred"))
              .isCloseTo(
                  direct.judgement().orElseThrow().quality().of(Reason.BLURRED), within(1e-9));
        } else {
          assertThat(answer.<Object>getAs("novelty")).isNull();
          assertThat(answer.<Object>getAs("quality_blurred")).isNull();
        }
      }
    }
  }

  @Test
  void hasTheColumnsOfClassifyFirstAndLiesInTheFolderOfTheDay() throws IOException {
    ArchiveOfLesions.write(archive, 2);
    run(archive.toString());

    String[] columns = LocalSpark.session().read().parquet(output.toString()).columns();
    assertThat(String.join(",", columns))
        .startsWith(
            "image,decision,p_malignant,p_melanoma,mel,nv,bcc,akiec,bkl,df,vasc,reasons,model,")
        .endsWith(",day");
    // The job may begin before midnight and the test look after it.
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    assertThat(files(".parquet"))
        .singleElement()
        .extracting(file -> file.getParent().getFileName().toString())
        .isIn("day=" + today, "day=" + today.minusDays(1));
  }

  @Test
  void eachChunkIsOneFile() throws IOException {
    ArchiveOfLesions.write(archive, 10);
    BatchSummary summary = run(request(AnswerFormat.PARQUET, 4, archive.toString()));

    assertThat(summary.answered()).isEqualTo(10);
    assertThat(files(".parquet")).hasSize(3);
    assertThat(answersByName()).hasSize(10);
  }

  @Test
  void opensOneNetworkForAllTasks() throws IOException {
    ArchiveOfLesions.write(archive, 40);
    run(request(AnswerFormat.PARQUET, 10, archive.toString()));
    int opened = ExecutorNetworks.size();
    run(request(AnswerFormat.PARQUET, 10, archive.toString()));

    assertThat(ExecutorNetworks.size()).isEqualTo(opened).isBetween(1, 2);
  }

  @ParameterizedTest
  @EnumSource(AnswerFormat.class)
  void runAgainAnswersOnlyWhatIsNew(AnswerFormat format) throws IOException {
    ArchiveOfLesions.write(archive, 5);
    ArchiveOfLesions.write(archive.resolve("broken.jpg"), "no picture");
    assertThat(run(request(format, 3, archive.toString())).answered()).isEqualTo(6);
    Set<Path> before = files("." + format.code());

    BatchSummary again = run(request(format, 3, archive.toString()));
    assertThat(again.answered()).isZero();
    assertThat(again.skipped()).isEqualTo(6);
    assertThat(again.skippedErrors()).isEqualTo(1);
    assertThat(again.complete()).as("as after the first run").isFalse();
    assertThat(String.join("\n", again.lines())).containsPattern("already\n  ERROR +1");
    assertThat(files("." + format.code())).isEqualTo(before);

    ArchiveOfLesions.write(archive, 8);
    BatchSummary more = run(request(format, 100, archive.toString()));
    assertThat(more.answered()).isEqualTo(3);
    assertThat(more.skipped()).isEqualTo(6);
    assertThat(files("." + format.code())).hasSize(before.size() + 1).containsAll(before);
  }

  @Test
  void contentDecidesWhatIsNewAndNotTheName() throws IOException {
    ArchiveOfLesions.write(archive, 4);
    run(archive.toString());
    // Moved: known. Changed under its name: new.
    Files.move(archive.resolve("000.jpg"), archive.resolve("moved.jpg"));
    Files.copy(archive.resolve("moved.jpg"), folder.resolve("kept"));
    byte[] other = Files.readAllBytes(ArchiveOfLesions.write(folder.resolve("more"), 9).get(8));
    ArchiveOfLesions.write(archive.resolve("001.jpg"), other);
    BatchSummary again = run(archive.toString());

    assertThat(again.skipped()).isEqualTo(3);
    assertThat(again.answered()).isEqualTo(1);
    assertThat(again.complete()).isTrue();
    assertThat(answers().stream().map(row -> row.<String>getAs("sha256")).toList())
        .doesNotHaveDuplicates()
        .hasSize(5)
        .contains(Bundle.sha256(other));
  }

  @Test
  void aCopyInTheSameArchiveHasAnAnswerOfItsOwnAlsoIfTheJobWasInterruptedBetweenTheTwo()
      throws IOException {
    List<Path> pictures = ArchiveOfLesions.write(archive, 3);
    run(pictures.get(0).toString());
    Files.copy(pictures.get(0), archive.resolve("copy.jpg"));
    BatchSummary rest = run(archive.toString());

    assertThat(rest.answered()).isEqualTo(3);
    assertThat(rest.skipped()).isEqualTo(1);
    assertThat(answersByName()).containsOnlyKeys("000.jpg", "001.jpg", "002.jpg", "copy.jpg");
    assertThat(run(archive.toString()).skipped()).isEqualTo(4);
  }

  @Test
  void anotherBundleOrSensitivityAnswersAnew() throws IOException {
    ArchiveOfLesions.write(archive, 2);
    run(archive.toString());
    assertThat(
            run(request(AnswerFormat.PARQUET, 10, archive.toString()), LocalSpark.bundle(1))
                .answered())
        .isEqualTo(2);
    BatchRequest bold =
        new BatchRequest(
            List.of(archive.toString()),
            output.toString(),
            AnswerFormat.PARQUET,
            OptionalDouble.of(0.90),
            OptionalInt.empty());
    assertThat(run(bold).answered()).isEqualTo(2);
    assertThat(run(bold).answered()).isZero();
    assertThat(answers().stream().map(row -> row.<Double>getAs("sensitivity")).distinct().sorted())
        .containsExactly(0.90, 0.95);
  }

  /** One of another file system ended the whole job before its first picture. */
  @Test
  void aManifestNamesPicturesWhereverTheyAre() throws IOException {
    List<Path> pictures = ArchiveOfLesions.write(archive, 2);
    Path manifest =
        ArchiveOfLesions.write(
            folder.resolve("list.csv"),
            "image\n%s\n%s\nnowhere://host/a.jpg\n"
                .formatted(pictures.get(0), pictures.get(1).toUri()));
    BatchSummary summary = run(manifest.toString());

    assertThat(summary.answered()).isEqualTo(3);
    assertThat(summary.errors()).containsOnly(Map.entry("unreadable-file", 1L));
    assertThat(answersByName()).hasSize(3);
  }

  @Test
  void whatCannotBeReadIsOneErrorEachAndStaysOneWhenRunAgain() throws IOException {
    List<Path> pictures = ArchiveOfLesions.write(archive, 3);
    byte[] whole = Files.readAllBytes(pictures.get(0));
    ArchiveOfLesions.write(archive.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
    ArchiveOfLesions.write(archive.resolve("empty.png"), new byte[0]);
    ArchiveOfLesions.write(archive.resolve("words.jpg"), "these are words");
    try (RandomAccessFile large =
        new RandomAccessFile(archive.resolve("large.tif").toFile(), "rw")) {
      large.setLength(ImageReader.MAX_BYTES + 1);
    }
    ArchiveOfLesions.write(
        archive.resolve("list.csv"),
        "image\n000.jpg\n001.jpg\n002.jpg\ncut.jpg\nempty.png\nwords.jpg\nlarge.tif\ngone.jpg\n");
    BatchSummary summary = run(archive.resolve("list.csv").toString());

    assertThat(summary.errors())
        .containsOnly(
            Map.entry("truncated", 1L),
            Map.entry("empty", 1L),
            Map.entry("not-an-image", 1L),
            Map.entry("too-many-bytes", 1L),
            Map.entry("missing-file", 1L));
    assertThat(summary.failed()).isEqualTo(5);
    Map<String, Row> answers = answersByName();
    assertThat(answers).hasSize(8);
    assertThat(answers.get("cut.jpg").<String>getAs("reasons")).contains("cut off");
    assertThat(answers.get("gone.jpg").<String>getAs("reasons")).contains("no such file");
    assertThat(answers.get("gone.jpg").<Object>getAs("sha256")).isNull();
    assertThat(answers.get("large.tif").<String>getAs("sha256")).hasSize(64);
    assertThat(answers.get("large.tif").<Long>getAs("bytes")).isEqualTo(ImageReader.MAX_BYTES + 1);
    assertThat(answers.get("words.jpg").<Object>getAs("p_malignant")).isNull();
    assertThat(answers.get("000.jpg").<Object>getAs("error")).isNull();

    assertThat(run(archive.resolve("list.csv").toString()).skipped()).isEqualTo(8);
    assertThat(answersByName()).hasSize(8);
  }

  @Test
  void whatDisappearsAfterItWasListedIsAnErrorAndTheRestIsAnswered() throws IOException {
    List<Path> pictures = ArchiveOfLesions.write(archive, 3);
    BatchJob job =
        new BatchJob(
            LocalSpark.session(),
            request(AnswerFormat.PARQUET, 1000, archive.toString()),
            LocalSpark.bundle(),
            told);
    Files.delete(pictures.get(1));
    BatchSummary summary = job.run();

    assertThat(summary.errors()).containsOnly(Map.entry("missing-file", 1L));
    assertThat(answersByName().get("001.jpg").<String>getAs("error")).isEqualTo("missing-file");
    assertThat(summary.answered()).isEqualTo(3);
  }

  @Test
  void takesNamesAsTheyAreAndPassesOverWhatIsHidden() throws IOException {
    List<Path> drawn = ArchiveOfLesions.write(folder.resolve("drawn"), 9);
    List<String> names =
        List.of("a[1].jpg", "b*.jpg", "c d.jpg", "e%20f.jpg", "Größe.jpg", "_g.jpg", "x=1/{h}.jpg");
    for (int i = 0; i < names.size(); i++) {
      ArchiveOfLesions.write(archive.resolve(names.get(i)), Files.readAllBytes(drawn.get(i)));
    }
    ArchiveOfLesions.write(archive.resolve(".hidden.jpg"), Files.readAllBytes(drawn.get(7)));
    ArchiveOfLesions.write(archive.resolve("__MACOSX/a.jpg"), Files.readAllBytes(drawn.get(8)));
    ArchiveOfLesions.write(archive.resolve("readme.txt"), "no picture");
    BatchSummary summary = run(archive.toString());

    assertThat(summary.errors()).isEmpty();
    assertThat(answers().stream().map(row -> row.<String>getAs("image")))
        .containsExactlyInAnyOrderElementsOf(
            names.stream().map(name -> archive.resolve(name).toString()).toList());
    assertThat(run(archive.toString()).skipped()).isEqualTo(names.size());
  }

  /** Spark says how many files it looks at before it reads them, if they are many. */
  @Test
  void isNotMadeToListEverythingForEachNameThatLooksLikeAPattern() throws Exception {
    List<Path> pictures = ArchiveOfLesions.write(archive, 40);
    for (Path picture : pictures) {
      String name = picture.getFileName().toString().replace(".jpg", " [copy].jpg");
      Files.copy(picture, archive.resolve(name));
    }
    Set<String> listings = new TreeSet<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            String what = job.properties().getProperty("spark.job.description", "");
            if (what.startsWith("Listing leaf files")) {
              listings.add(what.replaceAll("\\D+", " ").strip());
            }
          }
        };
    SparkContext context = LocalSpark.session().sparkContext();
    context.addSparkListener(listener);
    try {
      assertThat(run(archive.toString()).errors()).isEmpty();
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(listener);
    }
    assertThat(listings).isNotEmpty().allSatisfy(files -> assertThat(files).startsWith("40"));
    assertThat(answers()).hasSize(80);
  }

  /** As an archive has them that was packed on an older Windows. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems refuse such names")
  void aNameThatIsNotInTheEncodingOfThisMachineIsAnError() throws Exception {
    ArchiveOfLesions.write(archive, 2);
    String copy = "cp \"$0/000.jpg\" \"$0/$(printf 'Gr\\366\\337e.jpg')\"";
    assertThat(new ProcessBuilder("sh", "-c", copy, archive.toString()).start().waitFor()).isZero();
    BatchSummary summary = run(archive.toString());

    assertThat(summary.answered()).isEqualTo(3);
    assertThat(summary.errors()).containsOnly(Map.entry("missing-file", 1L));
    assertThat(answersByName().keySet()).anyMatch(name -> name.matches("Gr.+e\\.jpg"));
  }

  @Test
  void refusesACircleOfLinks() throws IOException {
    ArchiveOfLesions.write(archive, 1);
    Files.createSymbolicLink(archive.resolve("circle"), archive);
    assertThatThrownBy(() -> run(archive.toString()))
        .isInstanceOf(BatchException.class)
        .hasMessageContaining("--input " + archive)
        .hasMessageContaining(archive.resolve("circle") + " (FileSystemLoopException)");
  }

  @Test
  void followsLinks() throws IOException {
    ArchiveOfLesions.write(folder.resolve("elsewhere"), 2);
    Files.createDirectories(archive);
    Files.createSymbolicLink(archive.resolve("linked"), folder.resolve("elsewhere"));
    run(archive.toString());
    assertThat(answers().stream().map(row -> row.<String>getAs("image")))
        .containsExactlyInAnyOrder(archive + "/linked/000.jpg", archive + "/linked/001.jpg");
  }

  @Test
  void readsGlobsAndUrisAndEachFileOnce() throws IOException {
    ArchiveOfLesions.write(archive.resolve("2025"), 2);
    ArchiveOfLesions.write(archive.resolve("2026"), 3);
    BatchSummary summary =
        run(archive + "/2*/*.jpg", archive.toUri().toString(), archive + "/2026/000.jpg");

    assertThat(summary.answered()).isEqualTo(5);
  }

  @Test
  void refusesInputsAndOutputsThatItCannotUseByName() throws IOException {
    ArchiveOfLesions.write(archive, 1);
    assertThatThrownBy(() -> run(archive + "/no-such-*"))
        .isInstanceOf(BatchException.class)
        .hasMessageContaining("--input " + archive + "/no-such-*");
    Path manifest = ArchiveOfLesions.write(folder.resolve("m.csv"), "file\na.jpg\n");
    assertThatThrownBy(() -> run(manifest.toString()))
        .isInstanceOf(BatchException.class)
        .hasMessageContaining("needs a column 'image'")
        .hasMessageContaining("[file]");
    run(archive.toString());
    assertThatThrownBy(() -> run(request(AnswerFormat.CSV, 10, archive.toString())))
        .isInstanceOf(BatchException.class)
        .hasMessageContaining("--output")
        .hasMessageContaining("csv");
    output = archive.resolve("000.jpg");
    assertThatThrownBy(() -> run(archive.toString()))
        .isInstanceOf(BatchException.class)
        .hasMessageContaining("a file, not a folder");
  }

  @Test
  void leftoversOfAnInterruptedJobAreNoAnswersAndGoWithTheNextCommit() throws IOException {
    ArchiveOfLesions.write(archive, 3);
    run(archive.resolve("000.jpg").toString());
    Path leftover =
        output.resolve("_temporary/0/_temporary/attempt_1/day=2026-01-01/part-00000.parquet");
    ArchiveOfLesions.write(leftover, "half a file");
    BatchSummary rest = run(archive.toString());

    assertThat(rest.answered()).isEqualTo(2);
    assertThat(answersByName()).hasSize(3);
    assertThat(output.resolve("_temporary")).doesNotExist();
  }

  @Test
  void csvIsWhatClassifyWritesAndMore() throws IOException {
    ArchiveOfLesions.write(archive, 2);
    ArchiveOfLesions.write(archive.resolve("say \"a, b\".jpg"), new byte[0]);
    run(request(AnswerFormat.CSV, 10, archive.toString()));

    List<String> lines = Files.readAllLines(files(".csv").iterator().next());
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .startsWith(
            "image,decision,p_malignant,p_melanoma,mel,nv,bcc,akiec,bkl,df,vasc,reasons,model,error,");
    assertThat(lines)
        .anyMatch(line -> line.startsWith("\"" + archive + "/say \"\"a, b\"\".jpg\",ERROR,"));
    assertThat(run(request(AnswerFormat.CSV, 10, archive.toString())).skipped()).isEqualTo(3);
  }

  @Test
  void aDryRunCountsEstimatesAndWritesNothing() throws IOException {
    ArchiveOfLesions.write(archive, 5);
    run(archive.resolve("000.jpg").toString());
    Set<Path> before = files("");
    BatchEstimate estimate =
        new BatchJob(
                LocalSpark.session(),
                request(AnswerFormat.PARQUET, 10, archive.toString()),
                LocalSpark.bundle(),
                told)
            .estimate();

    assertThat(estimate.pictures()).isEqualTo(5);
    assertThat(estimate.answeredByName()).isEqualTo(1);
    assertThat(estimate.sample()).isEqualTo(5);
    assertThat(estimate.cores()).isEqualTo(2);
    assertThat(estimate.milliseconds()).isPositive();
    assertThat(estimate.seconds()).isCloseTo(4 * estimate.milliseconds() / 1000 / 2, within(1e-9));
    assertThat(files("")).isEqualTo(before);
  }

  @Test
  void namesTheSlowestPictures() throws IOException {
    ArchiveOfLesions.write(archive, 20);
    ArchiveOfLesions.write(folder.resolve("large"), 1, 1500, 1100);
    Files.copy(folder.resolve("large/000.jpg"), archive.resolve("large.jpg"));
    BatchSummary summary = run(archive.toString());

    assertThat(summary.slowest()).hasSize(5);
    assertThat(summary.slowest().stream().map(slow -> Path.of(slow.image()).getFileName()))
        .contains(Path.of("large.jpg"));
    assertThat(String.join("\n", summary.lines())).contains("21 pictures answered", "Slowest:");
  }
}
