package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.Assessment;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.evaluation.Bootstrap;
import org.melascope.evaluation.BundleEvaluation;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.report.EvaluationReport;
import org.melascope.evaluation.report.EvaluationText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code melascope evaluate}. */
@Command(
    name = "evaluate",
    description = "Measure how right a bundle is on labelled pictures.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "DIR is laid out like the public Kaggle melanoma sets (train/Benign, train/Malignant, test/Benign,",
      "test/Malignant, in any letter case) or holds one folder per class. A MANIFEST is a CSV file with the",
      "columns image and label (or diagnosis), and optionally source, split, lesion_id and others. Splits",
      "that are not given are drawn, lesion by lesion and always alike.",
      "",
      "report.html stands on its own: figures, tables, and in plain words what they mean and what they do",
      "not. It opens in any browser, needs no network and can be printed.",
      "",
      "Example: melascope evaluate --data my-pictures --report my-report",
      "",
      "Exit codes: 0 all pictures were read, 1 some could not be read, 2 wrong usage,",
      "3 the bundle is unusable."
    })
final class EvaluateCommand implements Callable<Integer> {
  /** Intervals are the same whenever the pictures are. */
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 1000);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "MANIFEST|DIR",
      description = "The labelled pictures.")
  private Path data = Path.of("");

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "test",
      description = "Which of them: train, validation, test or unused. Default: ${DEFAULT-VALUE}.")
  private String split = "test";

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only those of this source. Default: all, each on its own and together.")
  private @Nullable String source;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write report.html, predictions.csv and metrics.json into this folder.")
  private @Nullable Path report;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many processors to use. Default: all.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private ModelOption model = new ModelOption();

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    if (threads < 1) {
      throw new ParameterException(spec.commandLine(), "--threads must be at least 1");
    }
    PrintWriter err = spec.commandLine().getErr();
    Bundle bundle = model.open();
    DataSet pictures = pictures();
    err.println(bundle.description().identity() + ", " + pictures.size() + " pictures");
    BundleEvaluation answers = run(bundle, pictures.pictures());
    answers.unreadable().forEach(problem -> err.println("melascope: left out: " + problem));
    if (answers.predictions().isEmpty()) {
      err.println("melascope: not one of the pictures can be read");
      return 1;
    }
    Evaluation evaluation = answers.evaluate(BOOTSTRAP);
    if (report != null) {
      answers.write(evaluation, report);
      String described = pictures.provenance().description() + ", " + split;
      new EvaluationReport(bundle.description(), described, answers, evaluation).write(report);
    }
    print(evaluation, answers);
    return answers.unreadable().isEmpty() ? 0 : 1;
  }

  private DataSet pictures() throws IOException {
    Split wanted =
        Split.ofWord(split)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--split is '" + split + "': use train, validation, test or unused"));
    DataSet all = DataSet.open(data);
    DataSet some = source == null ? all : all.withSource(source);
    if (some.size() == 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--source: there is no source '" + source + "' but " + String.join(", ", all.sources()));
    }
    DataSet pictures = some.withSplit(wanted);
    if (pictures.size() == 0) {
      throw new ParameterException(
          spec.commandLine(), "--split: no picture is in " + wanted.word() + "; " + some);
    }
    return pictures;
  }

  private BundleEvaluation run(Bundle bundle, List<LabelledPicture> pictures)
      throws UnusableBundleException {
    try (Progress progress =
        new Progress("evaluate", pictures.size(), spec.commandLine().getErr())) {
      return BundleEvaluation.of(bundle, pictures, threads, progress::step);
    }
  }

  private void print(Evaluation evaluation, BundleEvaluation answers) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(EvaluationText.of(evaluation));
    if (!answers.unreadable().isEmpty()) {
      out.println("\nleft out, for they cannot be read: " + answers.unreadable().size());
    }
    out.println("\n" + Assessment.NOTICE);
    out.flush();
  }
}
