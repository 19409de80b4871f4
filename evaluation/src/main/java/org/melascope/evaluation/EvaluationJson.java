package org.melascope.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.melascope.diagnosis.Proportion;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file {@code metrics.json}: the components of {@link Evaluation} and of the records in it, by
 * their names. What is undefined is left out; there is no NaN and no null. Proportions have their
 * {@code value} beside their counts. Parts that an earlier version did not write yet are read as
 * empty.
 */
public final class EvaluationJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .changeDefaultNullHandling(absent -> absent.withValueNulls(Nulls.AS_EMPTY))
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addMixIn(Proportion.class, WithValue.class)
          .build();

  private EvaluationJson() {}

  /** Adds the share to what is written of a proportion; it follows from the counts on reading. */
  private interface WithValue {
    @JsonProperty(value = "value", access = JsonProperty.Access.READ_ONLY)
    OptionalDouble value();
  }

  /** Writes the results, replacing the file. */
  public static void write(Evaluation evaluation, Path file) throws IOException {
    writeAny(evaluation, file);
  }

  /** Writes a comparison in the same way. */
  public static void write(Comparison comparison, Path file) throws IOException {
    writeAny(comparison, file);
  }

  private static void writeAny(Object results, Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(results) + "\n");
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException naming the file, when it is something else or of another
   *     format
   */
  public static Evaluation read(Path file) throws IOException {
    Evaluation evaluation;
    try {
      evaluation = JSON.readValue(Files.readString(file), Evaluation.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          file + " does not hold the results of an evaluation: " + e.getOriginalMessage(), e);
    }
    if (evaluation.format() != Evaluation.FORMAT) {
      throw new IllegalArgumentException(
          file
              + " has format "
              + evaluation.format()
              + ", this version reads "
              + Evaluation.FORMAT);
    }
    return evaluation;
  }
}
