package org.melascope.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.bundle.Bundle;

/** The call for those who have a session. */
class SparkAssessorTest {
  private final SparkSession spark = LocalSpark.session();
  private final Bundle bundle = LocalSpark.bundle();

  @Test
  void answersForBytesFromWhereverTheyCome(@TempDir Path folder) throws IOException {
    byte[] picture = Files.readAllBytes(ArchiveOfLesions.write(folder, 1).get(0));
    StructType blobs =
        new StructType()
            .add("patient", DataTypes.IntegerType)
            .add("content", DataTypes.BinaryType)
            .add("path", DataTypes.StringType);
    Dataset<Row> pictures =
        spark.createDataFrame(
            List.of(RowFactory.create(1, picture, "one"), RowFactory.create(2, null, "two")),
            blobs);

    List<Row> answers =
        SparkAssessor.of(spark, bundle).assess(pictures).orderBy("image").collectAsList();
    assertThat(answers).extracting(row -> row.<String>getAs("image")).containsExactly("one", "two");
    assertThat(answers.get(0).<Double>getAs("p_malignant")).isBetween(0.0, 1.0);
    assertThat(answers.get(1).<String>getAs("decision")).isEqualTo("ERROR");
    assertThat(answers.get(1).<String>getAs("error")).isEqualTo("empty");
  }

  /** What docs/batch.md shows, line by line. */
  @Test
  void worksAsTheManualShows(@TempDir Path archive) throws IOException {
    ArchiveOfLesions.write(archive, 3);
    Dataset<Row> pictures = spark.read().format("binaryFile").load(archive + "/*.jpg");
    Dataset<Row> answers = SparkAssessor.of(spark, bundle).assess(pictures);
    assertThat(answers.filter("decision <> 'ERROR'").select("image", "p_malignant").count())
        .isEqualTo(3);

    assertThat(Files.readString(Path.of("../docs/batch.md")))
        .contains(
            "Dataset<Row> pictures = spark.read().format(\"binaryFile\").load(\"archive/*.jpg\");",
            "Dataset<Row> answers = SparkAssessor.of(spark, bundle).assess(pictures);");
  }

  @Test
  void refusesASensitivityThatTheBundleDoesNotHave() {
    assertThatThrownBy(() -> SparkAssessor.of(spark, bundle, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5");
  }
}
