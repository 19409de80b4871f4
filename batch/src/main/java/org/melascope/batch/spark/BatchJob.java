package org.melascope.batch.spark;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.melascope.batch.BatchEstimate;
import org.melascope.batch.BatchProgress;
import org.melascope.batch.BatchRequest;
import org.melascope.batch.BatchSummary;
import org.melascope.bundle.Bundle;
import org.melascope.image.ImageReader;

/**
 * Answers for an archive, chunk after chunk. Each chunk is one write of Spark and is there as a
 * whole or not at all (see {@link AnswerStore}); when a job ends early, the chunks before stay, and
 * the next job goes on with what is left. A chunk is so large that its start and end cost little of
 * the time, and so small that at most a few minutes' work is lost.
 */
final class BatchJob {
  private static final int PICTURES_PER_CORE = 4000;
  private static final int SAMPLE = 64;

  private static final String LISTING_TASKS =
      "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private final SparkSession session;
  private final BatchRequest request;
  private final BatchProgress progress;
  private final SparkAssessor assessor;
  private final FileTasks tasks;
  private final AnswerStore store;
  private final List<PictureFile> files;
  private final Tally tally = new Tally();

  BatchJob(SparkSession session, BatchRequest request, Bundle bundle, BatchProgress progress)
      throws IOException {
    this.session = session;
    listInFewTasks(session);
    this.request = request;
    this.progress = progress;
    this.assessor =
        request.sensitivity().isPresent()
            ? SparkAssessor.of(session, bundle, request.sensitivity().getAsDouble())
            : SparkAssessor.of(session, bundle);
    this.tasks = new FileTasks(session);
    this.store = AnswerStore.open(session, request.output(), request.format());
    this.files = PictureListing.of(session, request.inputs());
    session.sparkContext().register(tally, "answers");
    progress.listed(
        files.size(), files.stream().mapToLong(file -> Math.max(0, file.bytes())).sum());
  }

  /**
   * Spark looks at every file of a chunk again before it reads it, in a task for each of up to
   * 10,000 paths: in so small tasks that they cost more than what they do.
   */
  private static void listInFewTasks(SparkSession session) {
    // The session's own settings would tell Spark's default as if somebody had asked for it.
    if (!session.sparkContext().getConf().contains(LISTING_TASKS)) {
      int tasks = 2 * Math.max(1, session.sparkContext().defaultParallelism());
      session.conf().set(LISTING_TASKS, String.valueOf(tasks));
    }
  }

  /** Answers for all that has no answer. */
  BatchSummary run() throws IOException {
    long start = System.nanoTime();
    long skipped = 0;
    long skippedErrors = 0;
    Optional<KnownAnswers> known = KnownAnswers.of(store, assessor, tasks, files);
    for (int from = 0; from < files.size(); ) {
      int to = endOfChunk(from);
      List<PictureFile> chunk = files.subList(from, to);
      KnownAnswers.Sifted sifted =
          known
              .map(answers -> answers.sift(chunk))
              .orElseGet(() -> new KnownAnswers.Sifted(chunk, 0));
      List<PictureFile> open = sifted.open();
      skippedErrors += sifted.errors();
      skipped += chunk.size() - open.size();
      progress.advanced(chunk.size() - open.size());
      if (!open.isEmpty()) {
        answer(open);
      }
      from = to;
    }
    known.ifPresent(KnownAnswers::release);
    Tally.Counts counts = tally.value();
    return new BatchSummary(
        skipped,
        skippedErrors,
        counts.decisions(),
        counts.errors(),
        counts.slowest(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /** A last chunk of less than half the usual size is done together with the one before it. */
  private int endOfChunk(int from) {
    int size = request.commitEvery().orElseGet(() -> PICTURES_PER_CORE * cores());
    int end = (int) Math.min(files.size(), (long) from + size);
    boolean littleLeft = files.size() - end < size / 2;
    return littleLeft && request.commitEvery().isEmpty() ? files.size() : end;
  }

  private int cores() {
    return Math.max(1, session.sparkContext().defaultParallelism());
  }

  private void answer(List<PictureFile> open) throws IOException {
    long before = tally.value().answers();
    Set<String> stored = store.files();
    try (ProgressWatch watch = new ProgressWatch(assessor.count(), open.size(), progress)) {
      watch.start();
      add(compute(open));
      if (tally.value().answers() - before < open.size()) {
        // The source leaves out what it cannot read, without a word.
        add(tasks.answers(missing(open, stored), assessor));
      }
    }
    long answered = tally.value().answers() - before;
    if (answered != open.size()) {
      throw new IllegalStateException(
          "%d answers were stored for %d pictures".formatted(answered, open.size()));
    }
  }

  private void add(Dataset<Row> computed) {
    store.add(computed, tally);
  }

  /**
   * What Spark's source reads, it reads; it passes over empty files and hidden ones, and names that
   * look like patterns cost it a listing of the whole chunk each.
   */
  private Dataset<Row> compute(List<PictureFile> open) {
    Predicate<PictureFile> ordinary =
        file ->
            !file.hiddenFromSpark()
                && !file.patternForSpark()
                && file.bytes() > 0
                && file.bytes() <= ImageReader.MAX_BYTES;
    List<String> read = paths(open.stream().filter(ordinary).toList());
    List<String> others = paths(open.stream().filter(ordinary.negate()).toList());
    if (read.isEmpty()) {
      return tasks.answers(others, assessor);
    }
    Dataset<Row> answers;
    try {
      answers = assessor.compute(read(read));
    } catch (AnalysisException e) {
      // One is gone since it was listed, and Spark refuses all.
      return tasks.answers(paths(open), assessor);
    }
    return others.isEmpty() ? answers : answers.union(tasks.answers(others, assessor));
  }

  private static List<String> paths(List<PictureFile> files) {
    return files.stream().map(PictureFile::path).toList();
  }

  /**
   * The pictures as rows. Names are taken as they are, without globs and without looking for
   * partitions in them. Where the source fails to read a file it leaves it out; such are looked at
   * one by one afterwards.
   *
   * @throws AnalysisException if one is not there; Spark does not declare it
   */
  private Dataset<Row> read(List<String> paths) throws AnalysisException {
    return session
        .read()
        .format("binaryFile")
        .option("__globPaths__", false)
        .option("recursiveFileLookup", true)
        .option("ignoreMissingFiles", true)
        .option("ignoreCorruptFiles", true)
        .load(paths.toArray(String[]::new));
  }

  /** Those of a chunk that are in none of the files that have come since. */
  private List<String> missing(List<PictureFile> open, Set<String> before) throws IOException {
    Set<String> now = new TreeSet<>(store.files());
    now.removeAll(before);
    Set<String> answered = new HashSet<>();
    if (!now.isEmpty()) {
      store
          .answers(now)
          .select(AnswerColumns.IMAGE)
          .collectAsList()
          .forEach(row -> answered.add(row.getString(0)));
    }
    return open.stream()
        .filter(file -> !answered.contains(file.name()))
        .map(PictureFile::path)
        .toList();
  }

  /** Counts, and tries the network on a few of the pictures. */
  BatchEstimate estimate() throws IOException {
    long bytes = files.stream().mapToLong(file -> Math.max(0, file.bytes())).sum();
    List<PictureFile> sample =
        IntStream.range(0, Math.min(SAMPLE, files.size()))
            .mapToObj(
                i -> files.get((int) ((long) i * files.size() / Math.min(SAMPLE, files.size()))))
            .toList();
    double[] times =
        sample.isEmpty()
            ? new double[0]
            : compute(sample).select(AnswerColumns.MILLISECONDS).collectAsList().stream()
                .mapToDouble(row -> row.getDouble(0))
                .sorted()
                .toArray();
    return new BatchEstimate(
        files.size(),
        bytes,
        answeredByName(),
        cores(),
        times.length,
        times.length == 0 ? 0 : times[times.length / 2]);
  }

  private long answeredByName() throws IOException {
    Optional<Dataset<Row>> answers = store.answers();
    if (answers.isEmpty() || files.isEmpty()) {
      return 0;
    }
    return tasks
        .spread(files.stream().map(PictureFile::name).toList())
        .toDF(AnswerColumns.IMAGE)
        .join(
            answers.get().filter(KnownAnswers.same(assessor)).select(col(AnswerColumns.IMAGE)),
            new String[] {AnswerColumns.IMAGE},
            "left_semi")
        .count();
  }
}
