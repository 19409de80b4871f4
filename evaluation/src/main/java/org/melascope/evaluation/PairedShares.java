package org.melascope.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.melascope.diagnosis.Proportion;

/**
 * How often two classifiers are right on the same pictures of one class: both sensitivities, or
 * both specificities.
 *
 * @param first share that the first gets right
 * @param second share that the second gets right
 * @param onlyFirst pictures that the first alone gets right
 * @param onlySecond pictures that the second alone gets right
 * @param difference first minus second, with its bootstrap interval by lesion; without one where
 *     all drawn sets have the same difference, as when both are right on the same pictures
 * @param p two-sided, of McNemar's exact test: under the hypothesis that both are right equally
 *     often, the pictures that one alone gets right fall to either like tosses of a coin (McNemar,
 *     Psychometrika 12, 1947; the exact form is the binomial test). 1 where they are always right
 *     on the same pictures. It takes pictures as independent
 */
public record PairedShares(
    Proportion first,
    Proportion second,
    long onlyFirst,
    long onlySecond,
    Estimate difference,
    double p) {

  /**
   * Compares; empty without pictures.
   *
   * @param first whether the first is right, picture by picture
   * @param second whether the second is
   * @param lesions the lesion of each
   */
  static Optional<PairedShares> of(
      boolean[] first, boolean[] second, List<String> lesions, Bootstrap bootstrap) {
    if (first.length != second.length || first.length != lesions.size()) {
      throw new IllegalArgumentException("both must answer the same pictures");
    }
    if (first.length == 0) {
      return Optional.empty();
    }
    long both = count(first, second, true, true);
    long onlyFirst = count(first, second, true, false);
    long onlySecond = count(first, second, false, true);
    double difference = (double) (onlyFirst - onlySecond) / first.length;
    return Optional.of(
        new PairedShares(
            Proportion.wilson(both + onlyFirst, first.length),
            Proportion.wilson(both + onlySecond, first.length),
            onlyFirst,
            onlySecond,
            new Estimate(
                difference,
                bootstrap
                    .interval(lesions, drawn -> difference(first, second, drawn))
                    .filter(Interval::hasWidth)),
            mcnemar(onlyFirst, onlySecond)));
  }

  private static long count(boolean[] first, boolean[] second, boolean a, boolean b) {
    long count = 0;
    for (int i = 0; i < first.length; i++) {
      count += first[i] == a && second[i] == b ? 1 : 0;
    }
    return count;
  }

  private static OptionalDouble difference(boolean[] first, boolean[] second, int[] drawn) {
    long gap = 0;
    long all = 0;
    for (int i = 0; i < drawn.length; i++) {
      gap += (long) drawn[i] * ((first[i] ? 1 : 0) - (second[i] ? 1 : 0));
      all += drawn[i];
    }
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) gap / all);
  }

  static double mcnemar(long onlyFirst, long onlySecond) {
    int discordant = Math.toIntExact(onlyFirst + onlySecond);
    if (discordant == 0) {
      return 1;
    }
    // Hipparchus' BinomialTest adds up both tails, but often leaves out the term whose probability
    // is
    // equal but for rounding. Tosses of a fair coin have equal tails.
    double tail =
        new BinomialDistribution(discordant, 0.5)
            .cumulativeProbability((int) Math.min(onlyFirst, onlySecond));
    return Math.min(1, 2 * tail);
  }
}
