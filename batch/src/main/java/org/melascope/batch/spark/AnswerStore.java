package org.melascope.batch.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.melascope.batch.AnswerFormat;
import org.melascope.batch.BatchException;

/**
 * A job's output: a folder with one folder for each day, to which whole chunks of answers are
 * added.
 *
 * <p>How a chunk is stored: all of its answers go to one task, which writes them into one file of
 * one day below {@code _temporary}; when it is complete, the driver, and nobody else, moves it into
 * the folder of its day, by one rename (Hadoop's file output committer, algorithm 1). So a file
 * that can be seen is whole, an executor that dies leaves nothing to be seen, and a driver that
 * dies leaves the chunks before and nothing of this one. What lies below {@code _temporary} is no
 * answer, is passed over by every reader, and goes with the next commit. There is no moment at
 * which an executor without its driver could still publish something (which algorithm 2 has, where
 * each task publishes on its own): what a later job finds when it starts is all that there will be.
 *
 * <p>On object stores without a rename, the committers that come with the connector do the same
 * with whole uploads; the manual names the settings.
 */
final class AnswerStore {
  private static final Map<String, String> CSV =
      Map.of(
          "header", "true",
          "escape", "\"",
          "emptyValue", "",
          "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
          "timeZone", "UTC");

  private final SparkSession session;
  private final Path folder;
  private final AnswerFormat format;
  private final FileSystem system;

  private AnswerStore(SparkSession session, Path folder, AnswerFormat format, FileSystem system) {
    this.session = session;
    this.folder = folder;
    this.format = format;
    this.system = system;
  }

  /**
   * Opens the output of a job, which need not be there yet.
   *
   * @throws BatchException if something else than answers of this format lies there
   */
  static AnswerStore open(SparkSession session, String output, AnswerFormat format)
      throws IOException {
    AnswerStore store;
    try {
      Path path = new Path(output);
      FileSystem system = path.getFileSystem(session.sparkContext().hadoopConfiguration());
      store = new AnswerStore(session, system.makeQualified(path), format, system);
      if (system.exists(path) && !system.getFileStatus(path).isDirectory()) {
        throw new BatchException("--output " + output + ": a file, not a folder; name another one");
      }
    } catch (IllegalArgumentException e) {
      throw new BatchException("--output " + output + ": " + e.getMessage(), e);
    }
    for (String file : store.files()) {
      if (!new Path(file).getName().contains("." + format.code())
          || !new Path(file).getParent().getName().startsWith(AnswerColumns.DAY + "=")) {
        throw new BatchException(
            "--output %s: %s is no file of answers as %s; name another folder, or the --format of those that are there"
                .formatted(output, file, format.code()));
      }
    }
    return store;
  }

  /** The files with answers; all of them are whole. */
  Set<String> files() throws IOException {
    Set<String> files = new TreeSet<>();
    int root = folder.toString().length();
    try {
      RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
      while (all.hasNext()) {
        String path = all.next().getPath().toString();
        if (!path.substring(root).contains("/_") && !path.substring(root).contains("/.")) {
          files.add(path);
        }
      }
    } catch (FileNotFoundException e) {
      return Set.of();
    }
    return files;
  }

  /** All answers that are stored, if there are any. */
  Optional<Dataset<Row>> answers() throws IOException {
    return files().isEmpty() ? Optional.empty() : Optional.of(read(folder.toString()));
  }

  /** The answers in some of the files. */
  Dataset<Row> answers(Set<String> files) {
    return read(files.toArray(String[]::new));
  }

  private Dataset<Row> read(String... paths) {
    return session
        .read()
        .schema(AnswerColumns.STORED)
        .format(format.code())
        .options(format == AnswerFormat.CSV ? CSV : Map.of())
        .option("multiLine", true)
        .option("basePath", folder.toString())
        .load(paths);
  }

  /**
   * Adds a chunk, all of it or, if this throws, nothing.
   *
   * @param computed as {@link AnswerColumns#COMPUTED}
   * @param tally counts the answers that are stored
   */
  void add(Dataset<Row> computed, Tally tally) {
    Dataset<Row> counted =
        computed
            .repartition(1)
            .mapPartitions(new Tally.Counting(tally), Encoders.row(AnswerColumns.COMPUTED));
    AnswerColumns.finish(counted)
        .withColumn(
            AnswerColumns.DAY, functions.lit(LocalDate.now(ZoneOffset.UTC).toString()).cast("date"))
        .write()
        .mode(SaveMode.Append)
        .partitionBy(AnswerColumns.DAY)
        .format(format.code())
        .options(format == AnswerFormat.CSV ? CSV : Map.of())
        .option("mapreduce.fileoutputcommitter.algorithm.version", "1")
        .save(folder.toString());
  }
}
