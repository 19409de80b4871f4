package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.melascope.diagnosis.Proportion;
import org.melascope.gates.Reason;

/**
 * Whether a gate refuses the melanomas of a source more often than its other lesions. Only within a
 * source, for sources differ in both their pictures and their share of melanomas.
 *
 * @param source of the pictures
 * @param reason code of the reason to refuse
 * @param melanomas share of the melanomas that it applies to
 * @param others share of the lesions that are known to be none
 * @param p two-sided, of {@linkplain FisherExact Fisher's exact test}, which takes pictures as
 *     independent
 */
public record RefusalComparison(
    String source, String reason, Proportion melanomas, Proportion others, double p) {
  private static final double SIGNIFICANT = 0.05;

  /**
   * Compares for every source and reason to refuse; not where a source has either no melanoma or
   * nothing else, or where the reason applies to none of its lesions.
   *
   * @param sources the lesions of each, by name
   */
  static List<RefusalComparison> of(Map<String, List<GatedPicture>> sources) {
    List<RefusalComparison> comparisons = new ArrayList<>();
    sources.forEach(
        (source, lesions) -> {
          for (Reason reason : Reason.values()) {
            if (reason.consequence() != Reason.Consequence.REMARK) {
              Proportion melanomas = share(lesions, true, reason);
              Proportion others = share(lesions, false, reason);
              boolean both = melanomas.trials() > 0 && others.trials() > 0;
              if (both && melanomas.successes() + others.successes() > 0) {
                comparisons.add(of(source, reason, melanomas, others));
              }
            }
          }
        });
    return comparisons;
  }

  private static RefusalComparison of(
      String source, Reason reason, Proportion melanomas, Proportion others) {
    double p =
        FisherExact.p(
            Math.toIntExact(melanomas.successes()),
            Math.toIntExact(melanomas.trials()),
            Math.toIntExact(others.successes()),
            Math.toIntExact(others.trials()));
    return new RefusalComparison(source, reason.code(), melanomas, others, p);
  }

  private static Proportion share(List<GatedPicture> lesions, boolean melanoma, Reason reason) {
    List<GatedPicture> group =
        lesions.stream().filter(lesion -> lesion.melanoma().equals(Optional.of(melanoma))).toList();
    long refused = group.stream().filter(lesion -> lesion.reasons().contains(reason)).count();
    return Proportion.wilson(refused, group.size());
  }

  /**
   * A sentence for each comparison in which melanomas are refused more often at p below 0.05, and
   * one on how many were made; none where there is no such comparison.
   */
  static List<String> warnings(List<RefusalComparison> comparisons) {
    List<String> warnings = new ArrayList<>();
    comparisons.stream()
        .filter(RefusalComparison::isAgainstMelanomas)
        .map(RefusalComparison::sentence)
        .forEach(warnings::add);
    if (!warnings.isEmpty()) {
      warnings.add(
          "p is that of Fisher's exact test; of %,d comparisons, source by source, some are below 0.05 by chance."
              .formatted(comparisons.size()));
    }
    return warnings;
  }

  private boolean isAgainstMelanomas() {
    return p < SIGNIFICANT && melanomas.value().orElseThrow() > others.value().orElseThrow();
  }

  private String sentence() {
    return String.format(
        Locale.ROOT,
        "%s refuses melanomas of %s more often than others: %,d of %,d, and %,d of %,d, p %s.",
        reason,
        source,
        melanomas.successes(),
        melanomas.trials(),
        others.successes(),
        others.trials(),
        p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p));
  }
}
