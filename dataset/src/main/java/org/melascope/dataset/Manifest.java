package org.melascope.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.melascope.diagnosis.LabelSet;

/**
 * Reads a manifest: a CSV file in UTF-8 with one row per picture, by the names in its header (in
 * any letter case).
 *
 * <ul>
 *   <li>{@code image}: path of the picture relative to the manifest's folder. Required, unique.
 *   <li>{@code label}, or {@code diagnosis} if there is no such column: what {@link LabelSet#parse}
 *       reads; empty where nothing is known. One of them is required.
 *   <li>{@code split}: {@code train}, {@code validation} (or {@code val}, {@code valid}), {@code
 *       test} or {@code unused}. Without the column {@link LesionAwareSplit} draws the splits; with
 *       it, validation is drawn if no picture has it.
 *   <li>{@code source}: the collection; the manifest's name where it is missing or empty.
 *   <li>{@code lesion_id}: which lesion the picture shows; may be empty.
 *   <li>Every other column is kept in {@link LabelledPicture#attributes}, under the name it has in
 *       the header; {@code age}, {@code sex}, {@code site}, {@code confirmed_by} and {@code
 *       origin}, of which subgroups are made, in lower case.
 * </ul>
 *
 * <p>A column that differs from {@code patient_id}, or one of these but the first two, by more than
 * letter case, but not in its letters and digits, such as {@code Lesion ID}, is refused.
 */
public final class Manifest {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setIgnoreEmptyLines(false)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .setTrim(true)
          .get();

  private static final Set<String> OF_SUBGROUPS =
      Set.of("age", "sex", "site", "confirmed_by", "origin");

  /** The names that mean something, but for those that are required. */
  private static final List<String> KNOWN =
      Stream.concat(
              Stream.of("split", "source", "lesion_id", "patient_id"),
              OF_SUBGROUPS.stream().sorted())
          .toList();

  private final Path file;
  private final String name;
  private final String labelColumn;
  private final Map<String, Integer> columns;
  private final Map<Path, Long> lineOfImage = new HashMap<>();
  private final List<String> missing = new ArrayList<>();

  private Manifest(Path file, CSVParser parser) {
    this.file = file;
    this.name = nameOf(file);
    this.columns = parser.getHeaderMap();
    this.labelColumn = columns.containsKey("label") ? "label" : "diagnosis";
    if (!columns.keySet().containsAll(List.of("image", labelColumn))) {
      throw new InvalidDataSetException(
          "%s, line 1: a manifest needs the columns image and label (or diagnosis), not only %s"
              .formatted(file, parser.getHeaderNames()));
    }
    refuseOtherSpellings(parser.getHeaderNames());
  }

  /** A lesion in {@code Lesion-ID} would else be taken for none, and could get into two splits. */
  private void refuseOtherSpellings(List<String> header) {
    for (String column : header) {
      for (String known : KNOWN) {
        if (letters(column).equals(letters(known)) && !columns.containsKey(known)) {
          throw new InvalidDataSetException(
              "%s, line 1: the column '%s' is meant to be %s, is it not? Call it so, or give it quite another name"
                  .formatted(file, column, known));
        }
      }
    }
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /**
   * Reads a manifest and completes its splits.
   *
   * @throws InvalidDataSetException naming the file, line and column if a column is missing, a word
   *     is unknown, a picture occurs twice or is not there, or a lesion is in two splits
   * @throws IOException if the file cannot be read
   */
  public static DataSet open(Path file, LesionAwareSplit split) throws IOException {
    return list(file).toDataSet(split);
  }

  /**
   * Reads a manifest as it is, also where pictures are missing or a lesion is in two splits.
   *
   * @throws InvalidDataSetException naming the file, line and column if a column is missing, a word
   *     is unknown, or a picture occurs twice
   * @throws IOException if the file cannot be read
   */
  static Listing list(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Path full = file.toAbsolutePath().normalize();
    Path shown = full.subpath(Math.max(0, full.getNameCount() - 2), full.getNameCount());
    String description = "manifest " + shown.toString().replace('\\', '/');
    try (CSVParser parser = parse(file, content)) {
      Manifest manifest = new Manifest(file, parser);
      List<LabelledPicture> pictures = manifest.read(parser);
      return new Listing(
          manifest.name,
          Provenance.of(description, content),
          manifest.columns.containsKey("split"),
          pictures,
          manifest.missing,
          List.of());
    } catch (UncheckedIOException e) {
      throw new InvalidDataSetException(file + " is no CSV file: " + e.getMessage(), e);
    }
  }

  private static CSVParser parse(Path file, byte[] content) throws IOException {
    try {
      return CSVParser.parse(decode(file, content), FORMAT);
    } catch (IllegalArgumentException e) {
      // A header with a name that is missing or occurs twice.
      throw new InvalidDataSetException(file + ", line 1: " + e.getMessage(), e);
    }
  }

  private List<LabelledPicture> read(CSVParser parser) {
    List<LabelledPicture> pictures = new ArrayList<>();
    Iterator<CSVRecord> rows = parser.iterator();
    long line = parser.getCurrentLineNumber() + 1;
    while (rows.hasNext()) {
      CSVRecord row = rows.next();
      if (row.size() > 1 || !row.get(0).isEmpty()) {
        pictures.add(picture(row, line));
      }
      line = parser.getCurrentLineNumber() + 1;
    }
    if (pictures.isEmpty()) {
      throw new InvalidDataSetException(file + " lists no pictures");
    }
    return pictures;
  }

  private LabelledPicture picture(CSVRecord row, long line) {
    if (!row.isConsistent()) {
      throw new InvalidDataSetException(
          "%s, line %d: %d values for %d columns"
              .formatted(file, line, row.size(), columns.size()));
    }
    Split split = split(row, line);
    Path image = image(row, line, split);
    Map<String, String> attributes = row.toMap();
    attributes.values().removeIf(String::isEmpty);
    Set<String> read = Set.of("image", "source", "split", "lesion_id", labelColumn);
    attributes.keySet().removeIf(column -> read.contains(column.toLowerCase(Locale.ROOT)));
    for (String column : List.copyOf(attributes.keySet())) {
      String lower = column.toLowerCase(Locale.ROOT);
      if (OF_SUBGROUPS.contains(lower)) {
        attributes.put(lower, attributes.remove(column));
      }
    }
    return new LabelledPicture(
        image.toString().replace('\\', '/'),
        folder().resolve(image),
        value(row, "source").orElse(name),
        split,
        value(row, "lesion_id"),
        label(row, line),
        attributes);
  }

  private Path image(CSVRecord row, long line, Split split) {
    String value = row.get("image");
    if (value.isEmpty()) {
      throw invalid(line, "image", "is empty: it must be the path of a picture");
    }
    Path image = relative(value, line);
    Long earlier = lineOfImage.putIfAbsent(image, line);
    if (earlier != null) {
      throw invalid(line, "image", "'" + value + "' is already in line " + earlier);
    }
    if (split != Split.UNUSED && !Files.isRegularFile(folder().resolve(image))) {
      missing.add(
          problem(line, "image", "there is no file '" + value + "' below the manifest's folder"));
    }
    return image;
  }

  private Path relative(String value, long line) {
    try {
      Path image = Path.of(value).normalize();
      if (!image.isAbsolute()) {
        return image;
      }
    } catch (InvalidPathException e) {
      throw invalid(line, "image", "'" + value + "' is no path: " + e.getReason());
    }
    throw invalid(line, "image", "'" + value + "' must be relative to the manifest's folder");
  }

  private Split split(CSVRecord row, long line) {
    if (!columns.containsKey("split")) {
      return Split.TRAIN;
    }
    String word = row.get("split");
    return Split.ofWord(word)
        .orElseThrow(
            () ->
                invalid(
                    line,
                    "split",
                    "'"
                        + word
                        + "' is no split: use train, validation (or val, valid), test, unused"));
  }

  private Optional<LabelSet> label(CSVRecord row, long line) {
    try {
      return value(row, labelColumn).map(LabelSet::parse);
    } catch (IllegalArgumentException e) {
      throw new InvalidDataSetException(
          "%s, line %d, column %s: %s; leave it empty if nothing is known"
              .formatted(file, line, labelColumn, e.getMessage()),
          e);
    }
  }

  private Optional<String> value(CSVRecord row, String column) {
    return columns.containsKey(column)
        ? Optional.of(row.get(column)).filter(value -> !value.isEmpty())
        : Optional.empty();
  }

  private InvalidDataSetException invalid(long line, String column, String problem) {
    return new InvalidDataSetException(problem(line, column, problem));
  }

  private String problem(long line, String column, String problem) {
    return "%s, line %d, column %s: %s".formatted(file, line, column, problem);
  }

  private Path folder() {
    return file.resolveSibling("");
  }

  private static String nameOf(Path file) {
    Path full = file.toAbsolutePath().normalize();
    return full.getName(full.getNameCount() - 1).toString().replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  private static String decode(Path file, byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      // Spreadsheet programs put a byte order mark before the first column's name.
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidDataSetException(
          file + " is no text in UTF-8: a manifest is a CSV file in UTF-8", e);
    }
  }
}
