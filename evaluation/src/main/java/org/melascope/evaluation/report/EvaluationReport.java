package org.melascope.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.melascope.Assessment;
import org.melascope.bundle.BundleDescription;
import org.melascope.dataset.Split;
import org.melascope.evaluation.BundleEvaluation;
import org.melascope.evaluation.Comparison;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.Prediction;
import org.melascope.evaluation.Section;
import org.melascope.evaluation.faithfulness.Faithfulness;
import org.melascope.evaluation.robustness.Robustness;

/**
 * An evaluation as one HTML file that stands on its own: figures, tables, and what they mean. It
 * needs no script and no network, and can be printed.
 *
 * @param bundle what was evaluated
 * @param data the pictures in words, such as {@code manifest data/manifest.csv, test}
 * @param split of the pictures
 * @param answers what the bundle said of them
 * @param evaluation the metrics of these answers
 * @param comparison with another classifier, if one was made
 * @param robustness against changes of the pictures, if it was asked for
 * @param faithfulness of the evidence maps, if it was asked for
 */
public record EvaluationReport(
    BundleDescription bundle,
    String data,
    Split split,
    BundleEvaluation answers,
    Evaluation evaluation,
    Optional<Comparison> comparison,
    Optional<Robustness> robustness,
    Optional<Faithfulness> faithfulness) {
  /** The name of the file. */
  public static final String FILE = "report.html";

  /** Stands wherever a result is shown to people. */
  private static final String WARNING =
      "A changing, bleeding or worrying mole needs a doctor whatever this says.";

  private static final int SHOWN_UNREADABLE = 50;

  /** A report with neither comparison nor faithfulness, which follow if they were asked for. */
  public static EvaluationReport of(
      BundleDescription bundle,
      String data,
      Split split,
      BundleEvaluation answers,
      Evaluation evaluation,
      Optional<Robustness> robustness) {
    return new EvaluationReport(
        bundle, data, split, answers, evaluation, Optional.empty(), robustness, Optional.empty());
  }

  /** This report and a comparison. */
  public EvaluationReport with(Comparison made) {
    return new EvaluationReport(
        bundle, data, split, answers, evaluation, Optional.of(made), robustness, faithfulness);
  }

  /** This report and the faithfulness of the evidence maps. */
  public EvaluationReport with(Faithfulness measured) {
    return new EvaluationReport(
        bundle, data, split, answers, evaluation, comparison, robustness, Optional.of(measured));
  }

  /** Writes the page into a folder that is there, replacing an earlier one. */
  public void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), html());
  }

  /** The page. */
  String html() {
    Markup page = new Markup();
    page.doctype().open("html", "lang", "en");
    head(page);
    page.open("body");
    page.open("header");
    page.element("h1", "How right is " + bundle.name() + " " + bundle.version() + "?");
    page.element("p", Assessment.NOTICE + " " + WARNING, "class", "notice", "role", "note");
    familiarity()
        .warning()
        .ifPresent(text -> page.element("p", text, "class", "notice", "role", "note"));
    page.close("header");
    contents(page);
    page.open("main");
    summary(page);
    sources(page);
    sections(page);
    answers.gates().map(GatesSection::new).ifPresent(section -> section.write(page));
    robustness.map(RobustnessSection::new).ifPresent(section -> section.write(page));
    faithfulness.map(FaithfulnessSection::new).ifPresent(section -> section.write(page));
    comparison.map(ComparisonSection::new).ifPresent(section -> section.write(page));
    howItWasDone(page);
    page.close("main");
    page.element("footer", Assessment.NOTICE + " " + WARNING);
    page.close("body").close("html");
    return page.toString();
  }

  private Familiarity familiarity() {
    return Familiarity.of(bundle, split, evaluation.sources().keySet());
  }

  private void head(Markup page) {
    page.open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.element("title", "Evaluation of " + bundle.identity());
    page.element("style", style());
    page.close("head");
  }

  private static String style() {
    try (InputStream css = EvaluationReport.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("report.css is missing from this build");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void contents(Markup page) {
    page.open("nav", "aria-label", "Contents").open("ul");
    link(page, "summary", "In plain words");
    link(page, "sources", "All sources");
    int number = 0;
    for (String source : evaluation.sources().keySet()) {
      link(page, "source-" + number++, source);
    }
    answers.gates().ifPresent(g -> link(page, GatesSection.ID, "When it does not answer"));
    robustness.ifPresent(r -> link(page, RobustnessSection.ID, "When the pictures change"));
    faithfulness.ifPresent(f -> link(page, FaithfulnessSection.ID, "Is the heat map faithful?"));
    comparison.ifPresent(c -> link(page, ComparisonSection.ID, "Compared with " + c.second()));
    link(page, "method", "How it was done");
    page.close("ul").close("nav");
  }

  private static void link(Markup page, String id, String text) {
    page.open("li").element("a", text, "href", "#" + id).close("li");
  }

  private void summary(Markup page) {
    page.open("section").element("h2", "In plain words", "id", "summary");
    page.open("dl");
    evaluation
        .sources()
        .forEach(
            (source, section) -> {
              page.element("dt", source);
              page.element(
                  "dd",
                  PlainWords.of(section, bundle.defaultPoint().targetSensitivity())
                      .orElse(nothingToTell(section)));
            });
    page.close("dl");
    page.element("h3", "What these numbers cannot say");
    page.open("ul");
    PlainWords.LIMITS.forEach(limit -> page.element("li", limit));
    page.close("ul").close("section");
  }

  private static String nothingToTell(Section section) {
    return Numbers.count(section.pictures())
        + " pictures, but not both positive and negative ones with a known answer: nothing can be said of"
        + " how well they are told apart.";
  }

  private void sources(Markup page) {
    page.open("section").element("h2", "All sources", "id", "sources");
    Table melanoma = ResultRows.table("Melanoma against everything else", "source");
    Table malignant = ResultRows.table("Malignant against benign", "source");
    rows()
        .forEach(
            (name, section) -> {
              if (section.melanoma().pictures() > 0) {
                ResultRows.add(melanoma, name, section.melanoma());
              }
              if (section.malignant().pictures() > 0) {
                ResultRows.add(malignant, name, section.malignant());
              }
            });
    melanoma.write(page);
    malignant.write(page);
    page.element(
        "p",
        "AUC: area under the ROC curve with DeLong's interval. Specificity at 90 and 95 %: with the threshold"
            + " chosen on these pictures. Brier score and expected calibration error (ECE): less is better."
            + " A dash: undefined on these pictures.",
        "class",
        "hint");
    page.close("section");
  }

  private Map<String, Section> rows() {
    Map<String, Section> rows = new LinkedHashMap<>(evaluation.sources());
    if (rows.size() > 1) {
      rows.put("all together", evaluation.overall());
    }
    return rows;
  }

  private void sections(Markup page) {
    int number = 0;
    for (Map.Entry<String, Section> source : evaluation.sources().entrySet()) {
      List<Prediction> predictions =
          answers.predictions().stream()
              .filter(prediction -> prediction.source().equals(source.getKey()))
              .toList();
      new SourceSection(source.getKey(), source.getValue(), predictions, evaluation.bootstrap())
          .write(page, "source-" + number++);
    }
  }

  private void howItWasDone(Markup page) {
    page.open("section").element("h2", "How it was done", "id", "method");
    page.open("ul");
    method().forEach(line -> page.element("li", line));
    page.close("ul");
    if (!answers.unreadable().isEmpty()) {
      page.element("h3", "Left out, for they cannot be read");
      page.open("ul");
      answers.unreadable().stream()
          .limit(SHOWN_UNREADABLE)
          .forEach(problem -> page.element("li", problem));
      int more = answers.unreadable().size() - SHOWN_UNREADABLE;
      if (more > 0) {
        page.element("li", "and " + more + " more");
      }
      page.close("ul");
    }
    page.close("section");
  }

  private List<String> method() {
    List<String> lines = new ArrayList<>();
    lines.add("Bundle: " + bundle.identity() + ", made on " + bundle.created() + ".");
    lines.add("Intended use: " + bundle.intendedUse());
    lines.add(
        "Pictures: %s; %s assessed, %s left out."
            .formatted(
                data,
                Numbers.count(answers.predictions().size()),
                Numbers.count(answers.unreadable().size())));
    lines.add(
        "A picture whose label leaves a question open is left out of that question: one that is only known"
            + " to be benign says nothing on which benign diagnosis it is.");
    lines.add(
        "Intervals are 95 %: DeLong's for AUC, Wilson's for shares, Mercaldo's for predictive values, and a bootstrap that"
            + " draws whole lesions (%s replicates, seed %d) for the rest."
                .formatted(
                    Numbers.count(evaluation.bootstrap().replicates()),
                    evaluation.bootstrap().seed()));
    lines.add(
        "%s: %s."
            .formatted(
                familiarity().settings(),
                String.join(
                    "; ",
                    bundle.operatingCurve().points().stream()
                        .map(point -> point.data())
                        .distinct()
                        .toList())));
    lines.add(
        "The results of this page are also in the JSON files beside it, all answers in predictions.csv.");
    return lines;
  }
}
