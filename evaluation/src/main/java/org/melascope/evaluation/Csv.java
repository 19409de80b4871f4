package org.melascope.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads CSV files in UTF-8 with a header row, with or without a byte order mark before it, saying
 * in which file and row something is wrong.
 */
final class Csv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final CSVFormat WITH_HEADER =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .get();

  private Csv() {}

  /**
   * Reads every row.
   *
   * @param required columns without which the file is refused
   * @throws IllegalArgumentException naming the file and the missing columns or the row
   * @throws IOException naming the file, if it cannot be read or is no CSV file
   */
  static <T> List<T> read(Path file, List<String> required, Function<CSVRecord, T> row)
      throws IOException {
    try (CSVParser parser = open(file)) {
      requireColumns(file, parser.getHeaderNames(), required);
      List<T> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        rows.add(read(file, record, row));
      }
      return rows;
    } catch (UncheckedIOException e) {
      throw new IOException(file + " is no CSV file: " + e.getMessage(), e);
    }
  }

  /** The names in the header row. */
  static List<String> columns(Path file) throws IOException {
    try (CSVParser parser = open(file)) {
      return parser.getHeaderNames();
    }
  }

  private static CSVParser open(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no text in UTF-8, as CSV files must be here", e);
    }
    try {
      return CSVParser.parse(
          text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, WITH_HEADER);
    } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
      // A name that is missing in the header or occurs twice, or a quotation that does not end.
      throw new IOException(file + ", row 1: " + e.getMessage(), e);
    }
  }

  private static void requireColumns(Path file, List<String> columns, List<String> required) {
    List<String> missing = required.stream().filter(name -> !columns.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          file
              + ": the first row must name the columns "
              + String.join(", ", required)
              + ", but "
              + String.join(", ", missing)
              + " is missing");
    }
  }

  private static <T> T read(Path file, CSVRecord record, Function<CSVRecord, T> row) {
    try {
      if (!record.isConsistent()) {
        throw new IllegalArgumentException(
            "has " + record.size() + " fields, unlike the first row");
      }
      return row.apply(record);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ", row " + (record.getRecordNumber() + 1) + ": " + e.getMessage(), e);
    }
  }

  /** The probability in a column. */
  static double probability(CSVRecord record, String column) {
    String text = record.get(column);
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(column + " is no number: '" + text + "'", e);
    }
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(column + " must be from 0 to 1, not " + text);
    }
    return value;
  }
}
