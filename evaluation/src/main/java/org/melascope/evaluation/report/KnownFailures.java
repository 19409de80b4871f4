package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.melascope.evaluation.BinaryResult;
import org.melascope.evaluation.Estimate;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.Section;
import org.melascope.evaluation.Subgroup;
import org.melascope.evaluation.robustness.Robustness;
import org.melascope.evaluation.robustness.RobustnessRow;

/** What the numbers show to be weak, in sentences: nothing here is an opinion. */
final class KnownFailures {
  /** A diagnosis that is found less often than this is named. */
  private static final double RARELY = 0.6;

  /** A calibration error above this is named. */
  private static final double BADLY_CALIBRATED = 0.1;

  private KnownFailures() {}

  /** Weak sources, diagnoses and subgroups, source by source. */
  static List<String> of(Evaluation evaluation) {
    List<String> failures = new ArrayList<>();
    evaluation
        .sources()
        .forEach(
            (source, section) -> {
              diagnoses(source, section).ifPresent(failures::add);
              calibration(source, section.melanoma()).ifPresent(failures::add);
              archives(source, section).ifPresent(failures::add);
              failures.addAll(subgroups(source, section));
            });
    return failures;
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

  private static Optional<String> archives(String source, Section section) {
    Comparator<Map.Entry<String, BinaryResult>> byAuc =
        Comparator.comparingDouble(e -> auc(e.getValue()));
    List<Map.Entry<String, BinaryResult>> sorted =
        section.melanomaByOrigin().entrySet().stream()
            .filter(e -> e.getValue().auc().isPresent())
            .sorted(byAuc)
            .toList();
    if (sorted.size() < 2) {
      return Optional.empty();
    }
    Map.Entry<String, BinaryResult> worst = sorted.get(0);
    Map.Entry<String, BinaryResult> best = sorted.get(sorted.size() - 1);
    return Optional.of(
        "%s: AUC %s for melanomas of %s, but %s for those of %s. What part of the score tells archives apart, not lesions, shows in that gap."
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

  /** The change that costs each source most. */
  static List<String> of(Robustness robustness) {
    List<String> failures = new ArrayList<>();
    robustness
        .sources()
        .forEach(
            (source, table) ->
                table.rows().stream()
                    .filter(row -> row.aucDifference().isPresent())
                    .min(Comparator.comparingDouble(KnownFailures::difference))
                    .filter(row -> difference(row) < 0)
                    .ifPresent(
                        row ->
                            failures.add(
                                "%s: of %d changes of %d pictures \"%s\" costs most, AUC %s; %s of the decisions change."
                                    .formatted(
                                        source,
                                        table.rows().size(),
                                        table.pictures(),
                                        row.perturbation(),
                                        Numbers.difference(row.aucDifference().orElseThrow()),
                                        Numbers.proportion(row.changed())))));
    return failures;
  }

  private static double difference(RobustnessRow row) {
    return row.aucDifference().orElseThrow().value();
  }
}
