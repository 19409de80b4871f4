package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.evaluation.Bootstrap;
import org.melascope.evaluation.BundleEvaluation;
import org.melascope.evaluation.Comparison;
import org.melascope.evaluation.Rival;
import org.melascope.evaluation.Subject;
import org.melascope.evaluation.faithfulness.Faithfulness;
import org.melascope.evaluation.faithfulness.FaithfulnessRun;
import org.melascope.evaluation.report.EvaluationReport;
import org.melascope.evaluation.robustness.RobustnessRun;
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
      "Examples:",
      "  melascope evaluate --data my-pictures --report my-report",
      "  melascope evaluate --data my-pictures --compare other-bundle --report my-report",
      "  melascope evaluate --data my-pictures --robustness --limit 200 --report my-report",
      "",
      "Exit codes: 0 all pictures were read, 1 some could not be read, 2 wrong usage,",
      "3 the bundle is unusable."
    })
final class EvaluateCommand implements Callable<Integer> {
  /** Intervals are the same whenever the pictures are. */
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 1000);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

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
      description =
          "Write report.html, summary.txt, predictions.csv, metrics.json and gates.json into this folder.")
  private @Nullable Path report;

  @Option(
      names = "--compare",
      paramLabel = "BUNDLE|CSV",
      description =
          "Compare with another bundle, or with a file of another network's answers: a CSV with the"
              + " columns image and p_melanoma or p_malignant, such as a predictions.csv.")
  private @Nullable Path rival;

  @Option(
      names = "--compare-threshold",
      paramLabel = "P",
      defaultValue = "0.5",
      description =
          "From which probability on the answers in the CSV mean suspicious. Default: ${DEFAULT-VALUE}.")
  private double rivalThreshold = 0.5;

  @Option(
      names = "--robustness",
      description =
          "Assess each picture again after each of 16 changes (turned, mirrored, JPEG, brightness,"
              + " contrast, blur, half resolution, ruler, pen mark). Takes 17 times as long: see --limit."
              + " Not together with --thorough.")
  private boolean robustnessWanted;

  @Option(
      names = "--thorough",
      description =
          "Look at each picture from eight sides, as classify --thorough does, and tell how often they"
              + " decide alike. Takes eight times as long. Not together with --robustness.")
  private boolean thorough;

  @Option(
      names = "--faithfulness",
      paramLabel = "N",
      description =
          "Measure on N of the pictures whether the heat maps say what the network does: blur patches away"
              + " and put them back by their evidence. Takes 59 times as long for each of them; 500 give"
              + " narrow intervals.")
  private @Nullable Integer faithfulness;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Only N of the pictures: always the same ones, every source and label with its share.")
  private @Nullable Integer limit;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many processors to use. Default: all.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private ModelOption model = new ModelOption();

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    checkOptions();
    PrintWriter err = spec.commandLine().getErr();
    Bundle bundle = model.open();
    DataSet pictures = pictures();
    Optional<Contender> contender = contender(pictures.pictures());
    ReportFolder.prepare(
        spec,
        report,
        EvaluationOutput.FILES,
        rival == null ? List.of(data.path()) : List.of(data.path(), rival));
    err.println(bundle.description().identity() + ", " + pictures.size() + " pictures");
    Optional<RobustnessRun> changes = changes(bundle, pictures.pictures());
    BundleEvaluation answers =
        changes.isPresent() ? changes.get().plain() : run("evaluate", bundle, pictures.pictures());
    answers.unreadable().forEach(problem -> err.println("melascope: left out: " + problem));
    if (answers.predictions().isEmpty()) {
      err.println("melascope: not one of the pictures can be read");
      return 1;
    }
    String described =
        pictures.provenance().description()
            + (source == null ? "" : ", only " + source)
            + ", "
            + split
            + sampled();
    Subject once =
        new Subject(
            bundle.description().identity(),
            described,
            Optional.of(pictures.provenance().sha256()));
    Subject subject = thorough ? once.fromEightSides() : once;
    EvaluationReport page =
        EvaluationReport.of(
            bundle.description(),
            subject.data(),
            wantedSplit(),
            answers.about(subject),
            answers.evaluate(BOOTSTRAP).about(subject),
            changes.map(run -> run.robustness().about(subject)));
    tell(page, bundle, contender, pictures, once);
    return answers.unreadable().isEmpty() ? 0 : 1;
  }

  private void tell(
      EvaluationReport plain,
      Bundle bundle,
      Optional<Contender> contender,
      DataSet pictures,
      Subject once)
      throws IOException, UnusableBundleException {
    EvaluationOutput output = new EvaluationOutput(spec.commandLine().getOut(), report);
    EvaluationReport page = plain;
    try {
      output.tellAnswers(page);
      if (contender.isPresent()) {
        Rival rival = rival(contender.get(), pictures.pictures());
        page = page.with(compare(bundle, page.answers(), rival));
        output.tellComparison(page);
      }
      if (faithfulness != null) {
        Faithfulness faithful = faithfulness(bundle, pictures, faithfulness);
        page = page.with(faithful.about(once.sample(faithful.pictures())));
        output.tellFaithfulness(page);
      }
    } finally {
      output.tellNotice();
    }
  }

  private void checkOptions() {
    if (threads < 1) {
      throw new ParameterException(spec.commandLine(), "--threads must be at least 1");
    }
    if (limit != null && limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
    }
    if (faithfulness != null && faithfulness < 1) {
      throw new ParameterException(spec.commandLine(), "--faithfulness must be at least 1");
    }
    if (robustnessWanted && thorough) {
      throw new ParameterException(
          spec.commandLine(),
          "--robustness looks at each picture from one side and --thorough from eight: leave one of"
              + " them out");
    }
    if (!(rivalThreshold >= 0 && rivalThreshold <= 1)) {
      throw new ParameterException(spec.commandLine(), "--compare-threshold must be from 0 to 1");
    }
  }

  private String sampled() {
    return limit == null ? "" : ", a sample of at most " + limit;
  }

  private Optional<Contender> contender(List<LabelledPicture> pictures)
      throws IOException, UnusableBundleException {
    if (rival == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Contender.open(rival, rivalThreshold, pictures));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--compare: " + e.getMessage(), e);
    }
  }

  private static Comparison compare(Bundle bundle, BundleEvaluation answers, Rival other)
      throws IOException {
    try {
      return Comparison.of(
          bundle.description().identity(), answers.predictions(), point(bundle), other, BOOTSTRAP);
    } catch (IllegalArgumentException e) {
      throw new IOException("--compare: " + e.getMessage(), e);
    }
  }

  private Rival rival(Contender contender, List<LabelledPicture> pictures)
      throws UnusableBundleException {
    if (contender.bundle().isEmpty()) {
      return contender.answers().orElseThrow();
    }
    Bundle other = contender.bundle().get();
    BundleEvaluation answers = run("compare", other, pictures);
    return Rival.of(other.description().identity(), answers.predictions(), point(other));
  }

  /** The plain pass is one of them, so that no picture is read or assessed twice. */
  private Optional<RobustnessRun> changes(Bundle bundle, List<LabelledPicture> pictures)
      throws UnusableBundleException {
    if (!robustnessWanted) {
      return Optional.empty();
    }
    long answers = (long) pictures.size() * RobustnessRun.PASSES;
    try (Progress progress = new Progress("robustness", answers, spec.commandLine().getErr())) {
      return Optional.of(RobustnessRun.of(bundle, pictures, threads, progress::step));
    }
  }

  private Faithfulness faithfulness(Bundle bundle, DataSet pictures, int wanted)
      throws IOException, UnusableBundleException {
    List<LabelledPicture> some = pictures.sample(wanted).pictures();
    try (Progress progress =
        new Progress("faithfulness", some.size(), spec.commandLine().getErr())) {
      return FaithfulnessRun.of(bundle, some, threads, BOOTSTRAP, progress::step);
    } catch (IllegalArgumentException e) {
      throw new IOException("--faithfulness " + wanted + ": " + e.getMessage(), e);
    }
  }

  private static OperatingPoint point(Bundle bundle) {
    return bundle.description().defaultPoint();
  }

  private Split wantedSplit() {
    return Split.ofWord(split)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--split is '" + split + "': use train, validation, test or unused"));
  }

  private DataSet pictures() throws IOException {
    Split wanted = wantedSplit();
    DataSet all = data.open();
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
    return limit == null ? pictures : pictures.sample(limit);
  }

  private BundleEvaluation run(String task, Bundle bundle, List<LabelledPicture> pictures)
      throws UnusableBundleException {
    try (Progress progress = new Progress(task, pictures.size(), spec.commandLine().getErr())) {
      return BundleEvaluation.of(bundle, pictures, thorough, threads, progress::step);
    }
  }
}
