package org.melascope.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.melascope.bundle.WholeFile;
import org.melascope.diagnosis.Proportion;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
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
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(Proportion.class, WithValue.class)
          .build();

  private EvaluationJson() {}

  /** Adds the share to what is written of a proportion; it follows from the counts on reading. */
  private interface WithValue {
    @JsonProperty(value = "value", access = JsonProperty.Access.READ_ONLY)
    OptionalDouble value();
  }

  /**
   * Writes an evaluation, a comparison or another record of results, replacing the file.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Record results, Path file) throws IOException {
    WholeFile.write(file, JSON.writeValueAsString(results) + "\n");
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException naming the file, when it is something else or of another
   *     format
   */
  public static Evaluation read(Path file) throws IOException {
    Evaluation evaluation = read(file, Evaluation.class);
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

  /**
   * Reads other results that {@link #write} wrote.
   *
   * @throws IllegalArgumentException naming the file, when it is something else
   */
  public static <T extends Record> T read(Path file, Class<T> results) throws IOException {
    try {
      return JSON.readValue(Files.readString(file), results);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          file + " does not hold the results of an evaluation: " + e.getOriginalMessage(), e);
    }
  }
}
