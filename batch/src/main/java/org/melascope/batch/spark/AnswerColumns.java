package org.melascope.batch.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.gates.Reason;

/** The columns of an answer: those of {@code classify}, in its order, and what an archive needs. */
final class AnswerColumns {
  static final String IMAGE = "image";
  static final String DECISION = "decision";
  static final String ERROR = "error";
  static final String SHA256 = "sha256";
  static final String SENSITIVITY = "sensitivity";
  static final String MILLISECONDS = "milliseconds";
  static final String MODEL_SHA256 = "model_sha256";

  /** Which folder the answer lies in: the day, in UTC, on which its chunk was begun. */
  static final String DAY = "day";

  private static final String ASSESSED_AT = "assessed_at";

  /** As the executors make them: the time as microseconds since 1970. */
  static final StructType COMPUTED = schema(DataTypes.LongType);

  /** As they are stored and handed out. */
  static final StructType ANSWERS = schema(DataTypes.TimestampType);

  /** As they are read back. */
  static final StructType STORED = ANSWERS.add(DAY, DataTypes.DateType, true);

  private AnswerColumns() {}

  private static StructType schema(DataType time) {
    List<StructField> fields = new ArrayList<>();
    add(fields, DataTypes.StringType, IMAGE, DECISION);
    add(fields, DataTypes.DoubleType, "p_malignant", "p_melanoma");
    Diagnosis.ALL.forEach(diagnosis -> add(fields, DataTypes.DoubleType, diagnosis.code()));
    add(fields, DataTypes.StringType, "reasons", "model", ERROR);
    add(fields, DataTypes.LongType, "bytes");
    add(fields, DataTypes.IntegerType, "width", "height");
    add(fields, DataTypes.StringType, SHA256);
    Reason.OF_QUALITY.forEach(reason -> add(fields, DataTypes.DoubleType, quality(reason)));
    add(fields, DataTypes.DoubleType, "novelty", SENSITIVITY, MILLISECONDS);
    add(fields, time, ASSESSED_AT);
    add(fields, DataTypes.StringType, MODEL_SHA256);
    return new StructType(fields.toArray(StructField[]::new));
  }

  private static void add(List<StructField> fields, DataType type, String... names) {
    for (String name : names) {
      fields.add(DataTypes.createStructField(name, type, true));
    }
  }

  /** {@code quality_blurred}, {@code quality_lesion_too_small}, ... */
  private static String quality(Reason reason) {
    return "quality_" + reason.name().toLowerCase(Locale.ROOT);
  }

  /** Answers as they are handed out, from what the executors made. */
  static Dataset<Row> finish(Dataset<Row> computed) {
    Column[] columns =
        Arrays.stream(ANSWERS.fieldNames())
            .map(
                name ->
                    name.equals(ASSESSED_AT)
                        ? functions.timestamp_micros(functions.col(name)).as(name)
                        : functions.col(name))
            .toArray(Column[]::new);
    return computed.select(columns);
  }
}
