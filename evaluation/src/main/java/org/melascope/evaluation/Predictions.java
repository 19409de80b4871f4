package org.melascope.evaluation;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;

/**
 * The CSV of predictions, one row per picture: {@code
 * image,source,lesion_id,label,p_malignant,p_melanoma,mel,nv,bcc,akiec,bkl,df,vasc} and then the
 * attributes by name. Unknown lesions, labels and attributes are empty; numbers are written so that
 * reading gives the same ones. An attribute that is called like one of these columns, such as a
 * {@code mel} of the manifest, is left out.
 */
public final class Predictions {
  private static final List<String> KNOWN = List.of("image", "source", "lesion_id", "label");
  private static final List<String> DERIVED = List.of("p_malignant", "p_melanoma");
  private static final List<String> CODES = Diagnosis.ALL.stream().map(Diagnosis::code).toList();
  private static final List<String> COLUMNS =
      Stream.of(KNOWN, DERIVED, CODES).flatMap(List::stream).toList();

  private Predictions() {}

  /** Writes predictions in order. */
  public static void write(List<Prediction> predictions, Path file) throws IOException {
    Set<String> attributes = new TreeSet<>();
    predictions.forEach(prediction -> attributes.addAll(prediction.attributes().keySet()));
    COLUMNS.forEach(attributes::remove);
    try (Writer writer = Files.newBufferedWriter(file)) {
      writer.write(line(Stream.concat(COLUMNS.stream(), attributes.stream()).toList()));
      for (Prediction prediction : predictions) {
        writer.write(line(row(prediction, attributes)));
      }
    }
  }

  private static String line(List<?> values) {
    return CSVFormat.RFC4180.format(values.toArray()) + "\n";
  }

  private static List<Object> row(Prediction prediction, Set<String> attributes) {
    DiagnosisDistribution distribution = prediction.distribution();
    List<Object> row = new ArrayList<>();
    row.add(prediction.picture());
    row.add(prediction.source());
    row.add(prediction.lesion().orElse(""));
    row.add(prediction.label().map(LabelSet::toString).orElse(""));
    row.add(distribution.malignant());
    row.add(distribution.melanoma());
    row.addAll(distribution.probabilities());
    attributes.forEach(name -> row.add(prediction.attributes().getOrDefault(name, "")));
    return row;
  }

  /**
   * Reads what {@link #write} wrote. {@code p_malignant} and {@code p_melanoma} follow from the
   * other columns and may be missing.
   *
   * @throws IllegalArgumentException naming the file and what is wrong: a missing column, a row
   *     with something else than probabilities that add up to 1, or a picture that occurs twice
   */
  public static List<Prediction> read(Path file) throws IOException {
    List<String> required = Stream.of(KNOWN, CODES).flatMap(List::stream).toList();
    Set<String> pictures = new HashSet<>();
    return Csv.read(
        file,
        required,
        row -> {
          Prediction prediction = prediction(row);
          if (!pictures.add(prediction.picture())) {
            throw new IllegalArgumentException(prediction.picture() + " has a row already");
          }
          return prediction;
        });
  }

  private static Prediction prediction(CSVRecord row) {
    Map<String, String> attributes = new TreeMap<>(row.toMap());
    COLUMNS.forEach(attributes::remove);
    attributes.values().removeIf(String::isEmpty);
    return new Prediction(
        row.get("image"),
        row.get("source"),
        Optional.of(row.get("lesion_id")).filter(text -> !text.isEmpty()),
        Optional.of(row.get("label")).filter(text -> !text.isEmpty()).map(LabelSet::parse),
        new DiagnosisDistribution(CODES.stream().map(code -> Csv.probability(row, code)).toList()),
        attributes);
  }
}
