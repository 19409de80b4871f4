package org.melascope.batch.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The answers that an output had when a job began, of the same bundle and at the same sensitivity,
 * and what need not be answered again for them.
 *
 * <p>A file is answered if there is an answer for its content and its name; or for its content and
 * a name that the job does not see: then the picture was moved. A copy of a picture of the same
 * archive is a file of its own with an answer of its own, so that each file has exactly one,
 * whatever was interrupted between the two. A file that could not be read or decoded for a time, or
 * has other content now, has several; the last one counts.
 */
final class KnownAnswers {
  /** Whether an answer is an error: here, or elsewhere. */
  private static final String ERROR = "error_here";

  private static final String ERROR_ELSEWHERE = "error_elsewhere";

  private final FileTasks tasks;
  private final Dataset<Row> here;
  private final Dataset<Row> elsewhere;

  private KnownAnswers(FileTasks tasks, Dataset<Row> here, Dataset<Row> elsewhere) {
    this.tasks = tasks;
    this.here = here;
    this.elsewhere = elsewhere;
  }

  /**
   * Some files, by what is known of them.
   *
   * @param open those that have no answer yet
   * @param errors how many of the others have an error for an answer
   */
  record Sifted(List<PictureFile> open, long errors) {}

  /**
   * What an output has, if it has anything.
   *
   * @param files all that the job sees
   */
  static Optional<KnownAnswers> of(
      AnswerStore store, SparkAssessor assessor, FileTasks tasks, List<PictureFile> files)
      throws IOException {
    return store.answers().map(answers -> known(answers.filter(same(assessor)), tasks, files));
  }

  /** Whether an answer is what this bundle says at this sensitivity. */
  static Column same(SparkAssessor assessor) {
    return col(AnswerColumns.MODEL_SHA256)
        .equalTo(assessor.bundleSha256())
        .and(col(AnswerColumns.SENSITIVITY).equalTo(assessor.sensitivity()));
  }

  private static KnownAnswers known(
      Dataset<Row> answers, FileTasks tasks, List<PictureFile> files) {
    Dataset<Row> known =
        answers.select(
            col(AnswerColumns.IMAGE),
            coalesce(col(AnswerColumns.SHA256), lit("")).as(AnswerColumns.SHA256),
            col(AnswerColumns.ERROR).isNotNull().as(ERROR));
    Dataset<Row> names =
        tasks.spread(files.stream().map(PictureFile::name).toList()).toDF(AnswerColumns.IMAGE);
    List<String> name = List.of(AnswerColumns.IMAGE);
    Dataset<Row> here = known.join(names, columns(name), "left_semi");
    Dataset<Row> elsewhere =
        known
            .join(names, columns(name), "left_anti")
            .select(col(AnswerColumns.SHA256), col(ERROR).as(ERROR_ELSEWHERE))
            .filter(col(AnswerColumns.SHA256).notEqual(""))
            .distinct();
    return new KnownAnswers(
        tasks,
        here.persist(StorageLevel.MEMORY_AND_DISK()),
        elsewhere.persist(StorageLevel.MEMORY_AND_DISK()));
  }

  private static String[] columns(List<String> names) {
    return names.toArray(String[]::new);
  }

  /** Tells what is open of some files. Reads and hashes all of them, in the executors. */
  Sifted sift(List<PictureFile> files) {
    Dataset<Row> hashes = tasks.hashes(files.stream().map(PictureFile::path).toList());
    String[] both = {AnswerColumns.IMAGE, AnswerColumns.SHA256};
    String[] content = {AnswerColumns.SHA256};
    Set<String> answered = new HashSet<>();
    Set<String> errors = new HashSet<>();
    hashes
        .join(here, both, "left_outer")
        .join(elsewhere, content, "left_outer")
        .select(col("path"), coalesce(col(ERROR), col(ERROR_ELSEWHERE)).as(ERROR))
        .filter(col(ERROR).isNotNull())
        .collectAsList()
        .forEach(row -> (row.getBoolean(1) ? errors : answered).add(row.getString(0)));
    errors.removeAll(answered);
    answered.addAll(errors);
    return new Sifted(
        files.stream().filter(file -> !answered.contains(file.path())).toList(), errors.size());
  }

  void release() {
    here.unpersist();
    elsewhere.unpersist();
  }
}
