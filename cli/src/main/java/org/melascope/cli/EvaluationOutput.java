package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
  /** Tells how right the answers are, and what the gates and changes of the pictures did. */
  void tellAnswers(EvaluationReport page) throws IOException {
    BundleEvaluation answers = page.answers();
    out.print(EvaluationText.of(page.evaluation()));
    answers.gates().ifPresent(effects -> out.print("\n" + GatesText.of(effects)));
    page.robustness().ifPresent(table -> out.print("\n" + RobustnessText.of(table)));
    if (!answers.unreadable().isEmpty()) {
      out.println("\nleft out, for they cannot be read: " + answers.unreadable().size());
    }
    out.flush();
    if (folder != null) {
      answers.write(page.evaluation(), folder);
      write(page, page.robustness(), "robustness.json");
    }
  }

  /** Tells how the answers compare with those of another classifier. */
  void tellComparison(EvaluationReport page) throws IOException {
    page.comparison().ifPresent(paired -> out.print("\n" + ComparisonText.of(paired)));
    out.flush();
    write(page, page.comparison(), "comparison.json");
  }

  /** Tells whether the heat maps are faithful. */
  void tellFaithfulness(EvaluationReport page) throws IOException {
    page.faithfulness().ifPresent(maps -> out.print("\n" + FaithfulnessText.of(maps)));
    out.flush();
    write(page, page.faithfulness(), "faithfulness.json");
  }

  /** Ends whatever was told with what it must not be taken for. */
  void tellNotice() {
    out.println("\n" + Assessment.NOTICE);
    out.flush();
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
