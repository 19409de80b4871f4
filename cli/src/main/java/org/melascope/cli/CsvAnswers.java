package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.melascope.Assessment;
import org.melascope.AssessmentJson;
import org.melascope.bundle.BundleDescription;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.Diagnosis;

/**
 * Answers as CSV. Probabilities have six significant digits and are empty where a picture could not
 * be read or is not assessable. Reasons are their names, separated by semicolons.
 */
final class CsvAnswers implements AnswerWriter {
  private static final List<String> COLUMNS =
      Stream.of(
              List.of("image", "decision", "p_malignant", "p_melanoma"),
              Diagnosis.ALL.stream().map(Diagnosis::code).toList(),
              List.of("reasons", "model"))
          .flatMap(List::stream)
          .toList();

  private static final MathContext SIX_DIGITS = new MathContext(6);

  private final PrintWriter out;
  private final String model;

  CsvAnswers(PrintWriter out, BundleDescription bundle) throws IOException {
    this.out = out;
    this.model = bundle.identity();
    row(COLUMNS);
  }

  @Override
  public void assessed(String image, Assessment assessment, Optional<String> heatMap)
      throws IOException {
    List<String> row = new ArrayList<>();
    row.add(image);
    row.add(assessment.decision().name());
    if (assessment.decision() == Decision.NOT_ASSESSABLE) {
      row.addAll(Collections.nCopies(2 + Diagnosis.ALL.size(), ""));
    } else {
      row.add(digits(assessment.malignant()));
      row.add(digits(assessment.melanoma()));
      Diagnosis.ALL.forEach(diagnosis -> row.add(digits(assessment.distribution().of(diagnosis))));
    }
    row.add(
        assessment.reasons().stream()
            .map(finding -> finding.reason().code())
            .collect(Collectors.joining(";")));
    row.add(assessment.model());
    row(row);
  }

  @Override
  public void unreadable(String image, String reason) throws IOException {
    List<String> row = new ArrayList<>(List.of(image, AssessmentJson.ERROR));
    row.addAll(Collections.nCopies(2 + Diagnosis.ALL.size(), ""));
    row.add(reason);
    row.add(model);
    row(row);
  }

  private void row(List<String> values) throws IOException {
    out.print(CSVFormat.RFC4180.format(values.toArray()) + "\n");
    AnswerWriter.flush(out);
  }

  private static String digits(double probability) {
    return new BigDecimal(probability).round(SIX_DIGITS).toString();
  }

  @Override
  public void close() throws IOException {
    AnswerWriter.flush(out);
  }
}
