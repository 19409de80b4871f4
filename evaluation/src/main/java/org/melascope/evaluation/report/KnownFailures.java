package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.BinaryResult;
import org.melascope.evaluation.Estimate;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.Interval;
import org.melascope.evaluation.PointResult;
import org.melascope.evaluation.Section;
import org.melascope.evaluation.Subgroup;
import org.melascope.evaluation.robustness.Robustness;
import org.melascope.evaluation.robustness.RobustnessRow;
import org.melascope.evaluation.robustness.SourceRobustness;

/** What the numbers show to be weak, in sentences: nothing here is an opinion. */
final class KnownFailures {
  /** A diagnosis that is found less often than this is named. */
  private static final double RARELY = 0.6;

  /** A calibration error above this is named. */
  private static final double BADLY_CALIBRATED = 0.1;

  /** Observed over expected outside of these is named. */
  private static final Interval RIGHT_ON_AVERAGE = new Interval(0.8, 1.25);

  /** A calibration slope below this is named. */
  private static final double TOO_EXTREME = 0.8;

  private KnownFailures() {}

  /**
   * Weak sources, diagnoses and subgroups, source by source.
   *
   * @param sensitivity that the default operating point was chosen for
   */
  static List<String> of(Evaluation evaluation, double sensitivity) {
    List<String> failures = new ArrayList<>();
    evaluation
        .sources()
        .forEach(
            (source, section) -> {
              missed(source, section, sensitivity).ifPresent(failures::add);
              diagnoses(source, section).ifPresent(failures::add);
              calibration(source, section.melanoma()).ifPresent(failures::add);
              failures.addAll(weakCalibration(source, section.melanoma()));
              archives(source, section).ifPresent(failures::add);
              failures.addAll(subgroups(source, section));
            });
    return failures;
  }

  /** The melanomas, or those of an archive, of which the default finds fewer than it was set to. */
  private static Optional<String> missed(String source, Section section, double sensitivity) {
    Map<String, BinaryResult> parts = new LinkedHashMap<>();
    parts.put("all its melanomas", section.melanoma());
    section
        .melanomaByOrigin()
        .forEach((origin, result) -> parts.put("the melanomas of " + origin, result));
    List<String> missed = new ArrayList<>();
    parts.forEach(
        (name, result) ->
            result.operatingPoints().stream()
                .filter(point -> point.targetSensitivity() == sensitivity)
                .map(PointResult::sensitivity)
                .filter(found -> found.trials() > 0 && found.high() < sensitivity)
                .forEach(found -> missed.add(name + " " + Numbers.proportion(found))));
    return missed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: the default setting was chosen to find %s of malignant lesions, and finds of %s."
                .formatted(source, Numbers.percent(sensitivity), String.join(", of ", missed)));
  }

  private static Optional<String> diagnoses(String source, Section section) {
    List<String> rare =
        section.sevenDiagnoses().recall().entrySet().stream()
            .filter(e -> e.getValue().value().orElse(1) < RARELY)
            .map(e -> e.getKey() + " " + Numbers.proportion(e.getValue()))
            .toList();
    return rare.isEmpty()
        ? Optional.empty()
        : Optional.of(
            source
                + ": often takes another diagnosis for the likeliest; recall of "
                + String.join(", ", rare)
                + ".");
  }

  private static Optional<String> calibration(String source, BinaryResult melanoma) {
    return melanoma.calibrationError().orElse(0) <= BADLY_CALIBRATED
        ? Optional.empty()
        : Optional.of(
            source
                + ": P(melanoma) is badly calibrated, expected calibration error "
                + Numbers.decimals(melanoma.calibrationError())
                + ".");
  }

  private static List<String> weakCalibration(String source, BinaryResult melanoma) {
    List<String> failures = new ArrayList<>();
    melanoma
        .weakCalibration()
        .ifPresent(
            weak -> {
              Optional<Interval> ratio = weak.ratio().interval();
              boolean tooHigh = ratio.filter(i -> i.high() < RIGHT_ON_AVERAGE.low()).isPresent();
              boolean tooLow = ratio.filter(i -> i.low() > RIGHT_ON_AVERAGE.high()).isPresent();
              if (tooHigh || tooLow) {
                failures.add(
                    "%s: P(melanoma) is too %s on average, %s where %s are melanomas; observed over expected %s."
                        .formatted(
                            source,
                            tooHigh ? "high" : "low",
                            Numbers.decimals(weak.expected()),
                            Numbers.decimals(weak.observed()),
                            Numbers.estimate(Optional.of(weak.ratio()))));
              }
              if (weak.slope()
                  .flatMap(Estimate::interval)
                  .filter(i -> i.high() < TOO_EXTREME)
                  .isPresent()) {
                failures.add(
                    "%s: P(melanoma) is too extreme, calibration slope %s."
                        .formatted(source, Numbers.estimate(weak.slope())));
              }
            });
    return failures;
  }

  /** Where the melanomas of one archive are found much better than those of another. */
  private static Optional<String> archives(String source, Section section) {
    Comparator<Map.Entry<String, BinaryResult>> byAuc =
        Comparator.comparingDouble(e -> auc(e.getValue()));
    List<Map.Entry<String, BinaryResult>> sorted =
        section.melanomaByOrigin().entrySet().stream()
            .filter(e -> e.getValue().positives() >= PlainWords.FEW)
            .filter(e -> e.getValue().pictures() - e.getValue().positives() >= PlainWords.FEW)
            .filter(e -> e.getValue().auc().isPresent())
            .sorted(byAuc)
            .toList();
    if (sorted.size() < 2) {
      return Optional.empty();
    }
    Map.Entry<String, BinaryResult> worst = sorted.get(0);
    Map.Entry<String, BinaryResult> best = sorted.get(sorted.size() - 1);
    if (auc(worst.getValue(), Interval::high) >= auc(best.getValue(), Interval::low)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: AUC %s for melanomas of %s, but %s for those of %s. Either these are easier, or part of the score tells archives apart, not lesions."
            .formatted(
                source,
                Numbers.estimate(worst.getValue().auc()),
                worst.getKey(),
                Numbers.estimate(best.getValue().auc()),
                best.getKey()));
  }

  private static double auc(BinaryResult result) {
    return result.auc().orElseThrow().value();
  }

  /** An end of the interval; the value itself where all are told apart, which has no interval. */
  private static double auc(BinaryResult result, ToDoubleFunction<Interval> end) {
    return result
        .auc()
        .flatMap(Estimate::interval)
        .map(end::applyAsDouble)
        .orElseGet(() -> auc(result));
  }

  /** Those with enough melanomas whose interval lies wholly below the source's AUC. */
  private static List<String> subgroups(String source, Section section) {
    List<String> weak = new ArrayList<>();
    Optional<Estimate> whole = section.melanoma().auc();
    section
        .subgroups()
        .forEach(
            (property, groups) -> {
              for (Map.Entry<String, Subgroup> group : groups.entrySet()) {
                BinaryResult result = group.getValue().melanoma();
                boolean below =
                    result.auc().flatMap(Estimate::interval).isPresent()
                        && whole.isPresent()
                        && result.auc().get().interval().get().high() < whole.get().value();
                if (below && result.positives() >= PlainWords.FEW) {
                  weak.add(
                      "%s, %s %s: AUC %s, below that of the whole source (%s)."
                          .formatted(
                              source,
                              property,
                              group.getKey(),
                              Numbers.estimate(result.auc()),
                              Numbers.decimals(whole.get().value())));
                }
              }
            });
    return weak;
  }

  /** The change that costs each source most, and the one that turns most of its decisions. */
  static List<String> of(Robustness robustness) {
    List<String> failures = new ArrayList<>();
    robustness
        .sources()
        .forEach(
            (source, table) -> {
              table.rows().stream()
                  .filter(row -> row.aucDifference().isPresent())
                  .min(Comparator.comparingDouble(KnownFailures::difference))
                  .filter(row -> difference(row) < 0)
                  .ifPresent(row -> failures.add(costsMost(source, table, row)));
              turnsMost(source, table).ifPresent(failures::add);
            });
    return failures;
  }

  private static String costsMost(String source, SourceRobustness table, RobustnessRow row) {
    return "%s: of %d changes of %d pictures \"%s\" costs most, AUC %s; %s of them cross the default threshold."
        .formatted(
            source,
            table.rows().size(),
            table.pictures(),
            row.perturbation(),
            Numbers.difference(row.aucDifference().orElseThrow()),
            Numbers.proportion(row.changed()));
  }

  /** All changes that turn as many decisions as none turns more. */
  private static Optional<String> turnsMost(String source, SourceRobustness table) {
    long most = table.rows().stream().mapToLong(KnownFailures::otherDecisions).max().orElse(0);
    List<RobustnessRow> rows =
        table.rows().stream().filter(row -> otherDecisions(row) == most).toList();
    return most == 0
        ? Optional.empty()
        : Optional.of(
            "%s: of the %d decisions %s %s the most, %s; what the gates say of a changed picture is counted."
                .formatted(
                    source,
                    table.pictures(),
                    rows.stream()
                        .map(row -> '"' + row.perturbation() + '"')
                        .collect(Collectors.joining(" and ")),
                    rows.size() == 1 ? "turns" : "turn, each,",
                    rows.get(0).otherDecision().map(Numbers::proportion).orElse("")));
  }

  private static double difference(RobustnessRow row) {
    return row.aucDifference().orElseThrow().value();
  }

  private static long otherDecisions(RobustnessRow row) {
    return row.otherDecision().map(Proportion::successes).orElse(0L);
  }
}
