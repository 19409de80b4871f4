package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.melascope.Assessment;
import org.melascope.evaluation.BundleEvaluation;
import org.melascope.evaluation.EvaluationJson;
import org.melascope.evaluation.report.ComparisonText;
import org.melascope.evaluation.report.EvaluationReport;
import org.melascope.evaluation.report.EvaluationText;
import org.melascope.evaluation.report.FaithfulnessText;
import org.melascope.evaluation.report.GatesText;
import org.melascope.evaluation.report.RobustnessText;

/**
 * Where {@code evaluate} tells each result as soon as it is there, first on standard output and
 * then in the folder of the report, so that what fails later takes nothing with it.
 *
 * @param out standard output
 * @param folder of the report, made before, if there is to be one
 */
record EvaluationOutput(PrintWriter out, @Nullable Path folder) {
  private static final String SUMMARY = "summary.txt";

  /** The files that are written into the folder, some of them only where they were asked for. */
  static final List<String> FILES =
      List.of(
          "report.html",
          SUMMARY,
          "predictions.csv",
          "metrics.json",
          "gates.json",
          "robustness.json",
          "comparison.json",
          "faithfulness.json");

  /** Tells how right the answers are, and what the gates and changes of the pictures did. */
  void tellAnswers(EvaluationReport page) throws IOException {
    BundleEvaluation answers = page.answers();
    StringBuilder text = new StringBuilder(EvaluationText.of(page.evaluation()));
    answers.gates().ifPresent(effects -> text.append('\n').append(GatesText.of(effects)));
    page.robustness().ifPresent(table -> text.append('\n').append(RobustnessText.of(table)));
    if (!answers.unreadable().isEmpty()) {
      text.append(
          "\nleft out, for they cannot be read: %d\n".formatted(answers.unreadable().size()));
    }
    tell(text.toString(), StandardOpenOption.TRUNCATE_EXISTING);
    if (folder != null) {
      answers.write(page.evaluation(), folder);
      write(page, page.robustness(), "robustness.json");
    }
  }

  /** Tells how the answers compare with those of another classifier. */
  void tellComparison(EvaluationReport page) throws IOException {
    if (page.comparison().isPresent()) {
      tellMore("\n" + ComparisonText.of(page.comparison().get()));
    }
    write(page, page.comparison(), "comparison.json");
  }

  /** Tells whether the heat maps are faithful. */
  void tellFaithfulness(EvaluationReport page) throws IOException {
    if (page.faithfulness().isPresent()) {
      tellMore("\n" + FaithfulnessText.of(page.faithfulness().get()));
    }
    write(page, page.faithfulness(), "faithfulness.json");
  }

  /** Ends whatever was told with what it must not be taken for. */
  void tellNotice() throws IOException {
    tellMore("\n" + Assessment.NOTICE + "\n");
  }

  private void tellMore(String text) throws IOException {
    tell(text, StandardOpenOption.APPEND);
  }

  /** What is printed is kept as {@code summary.txt}, too. */
  private void tell(String text, StandardOpenOption how) throws IOException {
    out.print(text);
    out.flush();
    if (folder != null) {
      Files.writeString(
          folder.resolve(SUMMARY), text, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    }
  }

  private void write(EvaluationReport page, Optional<? extends Record> results, String file)
      throws IOException {
    if (folder == null) {
      return;
    }
    if (results.isPresent()) {
      EvaluationJson.write(results.get(), folder.resolve(file));
    }
    page.write(folder);
  }
}
