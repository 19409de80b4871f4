package org.melascope.evaluation.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.melascope.Assessment;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.WholeFile;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.evaluation.BinaryResult;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.GateEffects;
import org.melascope.evaluation.PointResult;
import org.melascope.evaluation.Section;
import org.melascope.evaluation.Subgroup;
import org.melascope.evaluation.Subject;
import org.melascope.evaluation.robustness.Robustness;

/**
 * What a reader should know of a network before using it, as Markdown (after Mitchell et al., Model
 * Cards for Model Reporting, 2019). Every number in it is computed from the records it is written
 * from.
 *
 * @param bundle what the bundle says of itself
 * @param evaluation its results on pictures it was not trained on, where there are any
 * @param robustness what changes of the pictures did, where it was measured
 * @param gates whom its gates refuse, where it was measured
 * @param time how long the training took
 * @param energy what the energy of the training is estimated with
 * @param limits sentences on what should be known and no number above shows
 */
public record ModelCard(
    BundleDescription bundle,
    Optional<Evaluation> evaluation,
    Optional<Robustness> robustness,
    Optional<GateEffects> gates,
    TrainingTime time,
    EnergyEstimate energy,
    List<String> limits) {
  /** The name of the file in a bundle. */
  public static final String FILE = "MODEL_CARD.md";

  private static final String METRICS = "metrics.json";
  private static final String ROBUSTNESS = "robustness.json";
  private static final String GATES = "gates.json";

  private static final List<Double> SHOWN_POINTS = List.of(0.80, 0.85, 0.90, 0.95, 0.99);

  /**
   * Checks that the results are those of this bundle, as far as they say: of its network, and of
   * its operating points, which {@code model fit} may have set anew.
   *
   * @throws IllegalArgumentException naming the file with the results of another bundle
   */
  public ModelCard {
    limits = List.copyOf(limits);
    evaluation.flatMap(Evaluation::subject).ifPresent(s -> requireOf(bundle, s, METRICS));
    robustness.flatMap(Robustness::subject).ifPresent(s -> requireOf(bundle, s, ROBUSTNESS));
    gates.flatMap(GateEffects::subject).ifPresent(s -> requireOf(bundle, s, GATES));
    evaluation.ifPresent(
        results ->
            results
                .overall()
                .malignant()
                .operatingPoints()
                .forEach(
                    point ->
                        requireThreshold(
                            point(bundle, point.targetSensitivity()), point.threshold(), METRICS)));
    robustness.ifPresent(r -> requireThreshold(bundle.defaultPoint(), r.threshold(), ROBUSTNESS));
    gates.ifPresent(g -> requireThreshold(bundle.defaultPoint(), g.threshold(), GATES));
    Optional<Subject> pictures = evaluation.flatMap(Evaluation::subject);
    Optional<Subject> gated = gates.flatMap(GateEffects::subject);
    if (pictures.isPresent() && gated.isPresent() && !pictures.equals(gated)) {
      throw new IllegalArgumentException(
          "evaluation/%s is about %s, evaluation/%s about %s, or of another state of it: evaluate the bundle on one of them"
              .formatted(METRICS, pictures.get().data(), GATES, gated.get().data()));
    }
  }

  private static OperatingPoint point(BundleDescription bundle, double targetSensitivity) {
    return bundle.operatingCurve().points().stream()
        .filter(point -> point.targetSensitivity() == targetSensitivity)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "evaluation/%s was measured at a sensitivity of %s, for which this bundle has no point: evaluate it again"
                        .formatted(METRICS, targetSensitivity)));
  }

  private static void requireThreshold(OperatingPoint point, double threshold, String file) {
    if (point.threshold() != threshold) {
      throw new IllegalArgumentException(
          "evaluation/%s was measured with P(malignant) from %s for a sensitivity of %s, which this bundle has from %s: evaluate it again"
              .formatted(file, threshold, point.targetSensitivity(), point.threshold()));
    }
  }

  /** A card that knows of the time of the training what {@code bundle.json} has. */
  public ModelCard(
      BundleDescription bundle,
      Optional<Evaluation> evaluation,
      Optional<Robustness> robustness,
      Optional<GateEffects> gates,
      EnergyEstimate energy) {
    this(bundle, evaluation, robustness, gates, TrainingTime.of(bundle), energy, List.of());
  }

  private static void requireOf(BundleDescription bundle, Subject subject, String file) {
    if (!subject.model().equals(bundle.identity())) {
      throw new IllegalArgumentException(
          "evaluation/%s holds the results of %s, this bundle is %s: evaluate it first"
              .formatted(file, subject.model(), bundle.identity()));
    }
  }

  /** The card of a bundle that was just trained, before anything else is known. */
  public static ModelCard of(BundleDescription bundle) {
    return new ModelCard(
        bundle, Optional.empty(), Optional.empty(), Optional.empty(), EnergyEstimate.DEFAULT);
  }

  /**
   * The card of a bundle that was just written, before anything is measured.
   *
   * @param folder of the bundle, with its recipe and its epochs
   * @throws IOException naming the file, if one of these cannot be read
   */
  public static ModelCard of(BundleDescription bundle, Path folder) throws IOException {
    return new ModelCard(
        bundle,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TrainingTime.of(bundle, folder),
        EnergyEstimate.DEFAULT,
        List.of());
  }

  /**
   * Writes the card into its bundle.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path folder) throws IOException {
    WholeFile.write(folder.resolve(FILE), markdown());
  }

  /** The card as Markdown, ending with a line break. */
  public String markdown() {
    Markdown card = new Markdown();
    card.line("# %s, version %s", bundle.name(), bundle.version());
    card.line("");
    card.line(
        "Identity `%s`. Written by `melascope model card` from `bundle.json`%s%s%s.",
        bundle.identity(),
        evaluation.isPresent() ? " and `evaluation/metrics.json`" : "",
        robustness.isPresent() ? " and `evaluation/robustness.json`" : "",
        gates.isPresent() ? " and `evaluation/gates.json`" : "");
    card.line("");
    card.line(
        "**%s A changing, bleeding or worrying mole needs a doctor whatever this says.**",
        Assessment.NOTICE);
    use(card);
    data(card);
    training(card);
    operatingPoints(card);
    results(card);
    subgroups(card);
    gates.ifPresent(effects -> CardOfGates.write(effects, card));
    failures(card);
    return card.toString();
  }

  private void use(Markdown card) {
    card.section("What it is for");
    card.line("%s", bundle.intendedUse());
    card.section("What it must not be used for");
    card.line(
        "- To decide whether somebody sees a doctor, or whether a lesion is treated or left.");
    card.line("- As a screening test, or for lesions of kinds it was not trained on: see below.");
    card.line(
        "- To say that a lesion is harmless. `LIKELY_BENIGN` means that P(malignant) is below a");
    card.line("  threshold; it does not rule out melanoma.");
    card.line("- Against its terms: %s", bundle.terms());
    card.section("What it says");
    card.line(
        "Probabilities of seven diagnoses (%s), calibrated by one temperature (%.3f) on the",
        String.join(", ", bundle.diagnoses()), bundle.calibration().temperature());
    card.line("validation pictures. P(malignant) is the sum over mel, bcc and akiec.");
  }

  private void data(Markdown card) {
    card.section("Pictures it learned from, and their terms");
    card.line("%s", bundle.terms());
    for (BundleDescription.DataUse use : bundle.data()) {
      card.line("");
      card.line("%s (SHA-256 `%s`)", use.description(), use.sha256());
      card.table("source/split", "pictures");
      new TreeMap<>(use.pictures()).forEach((part, count) -> card.row(part, Numbers.count(count)));
    }
  }

  private void training(Markdown card) {
    BundleDescription.Training training = bundle.training();
    card.section("Training: time, energy, carbon");
    card.line(
        "%s, %s, from %s. All stages with their seeds are in `recipe.json`, where the bundle has one.",
        training.backbone(), training.method(), training.startedFrom());
    if (training.recipe().containsKey("int8")) {
      card.line(
          "Layers of its transformers compute in 8-bit integers, but for those that `int8` in `bundle.json` names.");
    }
    card.line("");
    card.line("%s", energy.inWords(time));
  }

  private void operatingPoints(Markdown card) {
    card.section("Operating points");
    card.line("Chosen and measured on the pictures in the last column, not on test pictures.");
    card.table(
        "asked for",
        "P(malignant) from",
        "sensitivity, malignant",
        "sensitivity, melanoma",
        "specificity",
        "on");
    for (OperatingPoint point : bundle.operatingCurve().points()) {
      boolean isDefault = point.equals(bundle.defaultPoint());
      if (isDefault || SHOWN_POINTS.contains(point.targetSensitivity())) {
        card.row(
            String.format(Locale.ROOT, "%.2f", point.targetSensitivity()),
            String.format(Locale.ROOT, "%.4f", point.threshold()),
            Numbers.proportion(point.sensitivity()),
            Numbers.proportion(point.melanomaSensitivity()),
            Numbers.proportion(point.specificity()),
            point.data());
      }
    }
    card.line("");
    card.line(
        "In brackets: 95 %% Wilson intervals. Without being asked, %.2f is used. All %d points are in `bundle.json`.",
        bundle.defaultPoint().targetSensitivity(), bundle.operatingCurve().points().size());
  }

  private void results(Markdown card) {
    card.section("How right it is");
    if (evaluation.isEmpty()) {
      card.line(
          "Not measured yet on pictures it was not trained on. `melascope evaluate --report DIR` measures");
      card.line(
          "it; put what it writes into the bundle's folder `evaluation`, and write this card again.");
      return;
    }
    card.line(
        "Measured with `melascope evaluate` on: %s.",
        evaluation
            .get()
            .subject()
            .map(Subject::data)
            .orElse("pictures that metrics.json does not name"));
    card.line(
        "Each source alone, with 95 %% intervals. AUC: DeLong's, and by lesion where several pictures show one;");
    card.line(
        "sensitivity and specificity at the bundle's default setting: Wilson's; PPV: logit (Mercaldo et al. 2007);");
    card.line("Brier score: bootstrap by lesion. ECE has none: see docs/evaluation.md.");
    card.table(
        "source, question",
        "pictures",
        "positive",
        "AUC",
        "sensitivity",
        "specificity",
        "PPV at 5 %",
        "ECE",
        "Brier");
    evaluation
        .get()
        .sources()
        .forEach(
            (source, section) -> {
              result(card, source + ", melanoma", section.melanoma());
              section
                  .melanomaByOrigin()
                  .forEach((origin, part) -> result(card, "- melanomas of " + origin, part));
              result(card, source + ", malignant", section.malignant());
            });
    calibration(card, evaluation.get());
    diagnoses(card, evaluation.get());
  }

  private static void calibration(Markdown card, Evaluation evaluation) {
    card.line("");
    card.line(
        "Whether the probabilities are right: their mean beside the share that is positive, observed over mean (1 is");
    card.line(
        "right, below they are too high), and the calibration slope (1 is right, below they are too extreme); bootstrap");
    card.line("intervals by lesion.");
    card.table("source, question", "mean", "observed", "observed over mean", "slope");
    evaluation
        .sources()
        .forEach(
            (source, section) -> {
              calibration(card, source + ", melanoma", section.melanoma());
              calibration(card, source + ", malignant", section.malignant());
            });
  }

  private static void calibration(Markdown card, String name, BinaryResult result) {
    result
        .weakCalibration()
        .map(ResultRows::calibration)
        .ifPresent(cells -> card.row(name, cells.get(0), cells.get(1), cells.get(2), cells.get(3)));
  }

  private void result(Markdown card, String name, BinaryResult result) {
    if (result.auc().isEmpty()) {
      return;
    }
    Optional<PointResult> point =
        result.operatingPoints().stream()
            .filter(p -> p.targetSensitivity() == bundle.defaultPoint().targetSensitivity())
            .findFirst();
    card.row(
        name,
        Numbers.count(result.pictures()),
        Numbers.count(result.positives()),
        ResultRows.auc(result),
        point.map(p -> Numbers.proportion(p.sensitivity())).orElse(Numbers.UNKNOWN),
        point.map(p -> Numbers.proportion(p.specificity())).orElse(Numbers.UNKNOWN),
        point
            .flatMap(
                p -> p.predictiveValues().stream().filter(v -> v.prevalence() == 0.05).findFirst())
            .map(v -> Numbers.estimate(v.positiveEstimate()))
            .orElse(Numbers.UNKNOWN),
        Numbers.decimals(result.calibrationError()),
        Numbers.estimate(result.brierScore()));
  }

  private static void diagnoses(Markdown card, Evaluation evaluation) {
    card.table(
        "source",
        "pictures",
        "balanced accuracy",
        "at equal prevalence",
        "recall of each diagnosis");
    for (Map.Entry<String, Section> source : evaluation.sources().entrySet()) {
      var seven = source.getValue().sevenDiagnoses();
      if (seven.balancedAccuracy().isPresent()) {
        card.row(
            source.getKey(),
            Numbers.count(seven.pictures()),
            Numbers.estimate(seven.balancedAccuracy()),
            Numbers.estimate(seven.balancedAccuracyAtEqualPrevalence()),
            String.join(
                ", ",
                seven.recall().entrySet().stream()
                    .map(e -> e.getKey() + " " + Numbers.decimals(e.getValue().value()))
                    .toList()));
      }
    }
  }

  private void subgroups(Markdown card) {
    if (evaluation.isEmpty()) {
      return;
    }
    card.section("Subgroups");
    card.line(
        "Melanoma against the rest, where both occur. With fewer than %d melanomas a row says little.",
        PlainWords.FEW);
    card.table("source", "subgroup", "pictures", "melanomas", "AUC");
    Map<String, Section> sources = evaluation.get().sources();
    if (sources.values().stream().allMatch(section -> section.subgroups().isEmpty())) {
      subgroups(card, "all", evaluation.get().subgroups());
    }
    sources.forEach((source, section) -> subgroups(card, source, section.subgroups()));
  }

  private static void subgroups(
      Markdown card, String source, Map<String, Map<String, Subgroup>> subgroups) {
    subgroups.forEach(
        (property, groups) ->
            groups.forEach(
                (name, group) -> {
                  BinaryResult melanoma = group.melanoma();
                  if (melanoma.auc().isPresent()) {
                    card.row(
                        source,
                        property + " " + name,
                        Numbers.count(melanoma.pictures()),
                        Numbers.count(melanoma.positives()),
                        ResultRows.auc(melanoma));
                  }
                }));
  }

  private void failures(Markdown card) {
    card.section("Known failures and limits");
    evaluation.ifPresent(
        e ->
            KnownFailures.of(e, bundle.defaultPoint().targetSensitivity())
                .forEach(line -> card.line("- %s", line)));
    robustness.ifPresent(r -> KnownFailures.of(r).forEach(line -> card.line("- %s", line)));
    robustness
        .flatMap(Robustness::subject)
        .ifPresent(s -> card.line("- What changes of pictures do was measured on: %s.", s.data()));
    limits.forEach(line -> card.line("- %s", line));
    card.line("- It knows seven diagnoses and takes everything else for one of them.");
    card.line(
        "%s",
        bundle.gates().isPresent()
            ? "- Its gates refuse most pictures without a lesion or of poor quality, not all, and some good ones."
            : "- It answers for any picture that can be read, also for one that shows no lesion.");
    card.line("- How well it does on dark skin is not known, unless a subgroup above says so.");
    card.line(
        "- The thresholds were chosen on the validation pictures named above, so what they are said to reach");
    card.line(
        "  there is a little better than what to expect on other pictures of the same kind, and can be much");
    card.line("  better than on pictures from another camera, clinic or population.");
  }
}
