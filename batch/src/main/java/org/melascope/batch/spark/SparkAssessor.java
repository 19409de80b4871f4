package org.melascope.batch.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.melascope.bundle.Bundle;

/**
 * Answers for pictures in the session of somebody who has one:
 *
 * <pre>{@code
 * SparkAssessor assessor = SparkAssessor.of(spark, Bundle.open(Path.of("models/melascope")));
 * Dataset<Row> pictures = spark.read().format("binaryFile").load("hdfs:///archive");
 * Dataset<Row> answers = assessor.assess(pictures);
 * answers.write().parquet("hdfs:///answers");
 * }</pre>
 *
 * <p>The bundle is sent to each executor once, as a broadcast variable, and each executor process
 * opens its network once. Tasks stream: a picture is in memory only while it is answered.
 */
public final class SparkAssessor {
  private static final String PATH = "path";
  private static final String CONTENT = "content";

  private final SharedBundle shared;
  private final Broadcast<SharedBundle> bundle;
  private final double sensitivity;
  private final LongAccumulator count;

  private SparkAssessor(SparkSession session, Bundle bundle, double sensitivity) {
    this.shared = SharedBundle.of(bundle);
    this.bundle = JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(shared);
    this.sensitivity = sensitivity;
    this.count = session.sparkContext().longAccumulator("pictures assessed");
  }

  /** Answers at the bundle's default sensitivity. */
  public static SparkAssessor of(SparkSession session, Bundle bundle) {
    return of(session, bundle, bundle.description().defaultSensitivity());
  }

  /**
   * Answers at a sensitivity.
   *
   * @param sensitivity of the operating point that decides
   * @throws IllegalArgumentException if the bundle has no operating point for it
   */
  public static SparkAssessor of(SparkSession session, Bundle bundle, double sensitivity) {
    double target = bundle.description().operatingCurve().at(sensitivity).targetSensitivity();
    return new SparkAssessor(session, bundle, target);
  }

  /**
   * Answers for pictures; nothing is computed before the answers are asked for.
   *
   * @param pictures with a column {@code path}, text: what a picture is called; and a column {@code
   *     content}, binary: the bytes of its file. Spark's source {@code binaryFile} has both. Other
   *     columns are not looked at
   * @return a row for each picture, in no particular order: the columns of {@code classify}, and
   *     {@code error}, {@code bytes}, {@code width}, {@code height}, {@code sha256}, {@code
   *     quality_...}, {@code novelty}, {@code sensitivity}, {@code milliseconds}, {@code
   *     assessed_at}, {@code model_sha256}. One that is no readable picture has the decision {@code
   *     ERROR} and the reason
   */
  public Dataset<Row> assess(Dataset<Row> pictures) {
    return AnswerColumns.finish(compute(pictures));
  }

  Dataset<Row> compute(Dataset<Row> pictures) {
    return pictures
        .select(functions.col(PATH).cast("string"), functions.col(CONTENT).cast("binary"))
        .mapPartitions(
            new PictureAssessment(bundle, sensitivity, count),
            Encoders.row(AnswerColumns.COMPUTED));
  }

  Broadcast<SharedBundle> bundle() {
    return bundle;
  }

  String bundleSha256() {
    return shared.sha256();
  }

  /** Of the operating point that decides. */
  public double sensitivity() {
    return sensitivity;
  }

  /** How many pictures have been assessed so far; those of tasks that were done again twice. */
  long assessed() {
    return count.value();
  }

  LongAccumulator count() {
    return count;
  }
}
