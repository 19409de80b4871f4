package org.melascope.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.melascope.diagnosis.Proportion;

/**
 * What an answer is worth where the disease has a given prevalence, by Bayes' theorem. Data sets
 * are far richer in melanomas than a waiting room, so the shares counted on them would mislead.
 *
 * <p>The intervals are the logit intervals of Mercaldo, Lau and Zhou (Confidence intervals for
 * predictive values with an emphasis to case-control studies, Statistics in Medicine 26, 2007), in
 * which the prevalence is taken as known and pictures as independent. Where nothing was missed,
 * nothing falsely alarmed, nothing found or nothing spared, they are the adjusted ones of that
 * paper, drawn out to the value itself.
 *
 * @param prevalence share of the lesions that are positive, in [0, 1]
 * @param positive share of truly positive lesions among those called positive; empty when none is
 * @param positiveInterval its 95 % interval; empty at a prevalence of 0 or 1, too, where the value
 *     is known without looking
 * @param negative share of truly negative lesions among those called negative; empty when none is
 * @param negativeInterval its 95 % interval, in the same way
 */
public record PredictiveValues(
    double prevalence,
    OptionalDouble positive,
    Optional<Interval> positiveInterval,
    OptionalDouble negative,
    Optional<Interval> negativeInterval) {
  private static final double Z = new NormalDistribution().inverseCumulativeProbability(0.975);

  /**
   * The values for a test of which sensitivity and specificity were counted.
   *
   * @throws IllegalArgumentException when the prevalence is not in [0, 1], or the sensitivity or
   *     specificity is not known
   */
  public static PredictiveValues at(
      double prevalence, Proportion sensitivity, Proportion specificity) {
    if (!(prevalence >= 0 && prevalence <= 1)) {
      throw new IllegalArgumentException("prevalence must be from 0 to 1, not " + prevalence);
    }
    double found = known("sensitivity", sensitivity);
    double spared = known("specificity", specificity);
    OptionalDouble positive = share(found * prevalence, (1 - spared) * (1 - prevalence));
    OptionalDouble negative = share(spared * (1 - prevalence), (1 - found) * prevalence);
    // Of the lesions called positive, and by the same formula of those called negative.
    Called calledPositive =
        new Called(count(sensitivity), complement(specificity), prevalence / (1 - prevalence));
    Called calledNegative =
        new Called(count(specificity), complement(sensitivity), (1 - prevalence) / prevalence);
    return new PredictiveValues(
        prevalence,
        positive,
        calledPositive.interval(positive),
        negative,
        calledNegative.interval(negative));
  }

  /** The positive one with its interval. */
  public Optional<Estimate> positiveEstimate() {
    return estimate(positive, positiveInterval);
  }

  /** The negative one with its interval. */
  public Optional<Estimate> negativeEstimate() {
    return estimate(negative, negativeInterval);
  }

  private static Optional<Estimate> estimate(OptionalDouble value, Optional<Interval> interval) {
    return value.stream().mapToObj(known -> new Estimate(known, interval)).findFirst();
  }

  private static double known(String name, Proportion proportion) {
    return proportion
        .value()
        .orElseThrow(() -> new IllegalArgumentException("the " + name + " is not known"));
  }

  private static OptionalDouble share(double right, double wrong) {
    return right + wrong == 0 ? OptionalDouble.empty() : OptionalDouble.of(right / (right + wrong));
  }

  private static Count count(Proportion proportion) {
    return new Count(proportion.successes(), proportion.trials());
  }

  private static Count complement(Proportion proportion) {
    return new Count(proportion.trials() - proportion.successes(), proportion.trials());
  }

  /** A binomial count, which an adjustment may make a broken one. */
  private record Count(double successes, double trials) {
    boolean atAnEnd() {
      return successes == 0 || successes == trials;
    }

    Count adjusted() {
      return new Count(successes + Z * Z / 2, trials + Z * Z);
    }

    double share() {
      return successes / trials;
    }

    /** The variance of the logarithm of the share, by the delta method. */
    double variance() {
      return (1 - share()) / (share() * trials);
    }
  }

  /**
   * The lesions of one answer.
   *
   * @param rightly those for which it is right, of all of their class
   * @param wrongly those for which it is not, of all of theirs
   * @param odds of the first class to the second, where the test is used
   */
  private record Called(Count rightly, Count wrongly, double odds) {
    Optional<Interval> interval(OptionalDouble value) {
      if (value.isEmpty() || !(odds > 0 && Double.isFinite(odds))) {
        return Optional.empty();
      }
      if (rightly.atAnEnd() || wrongly.atAnEnd()) {
        Interval adjusted = new Called(rightly.adjusted(), wrongly.adjusted(), odds).interval();
        return Optional.of(adjusted.with(value.getAsDouble()));
      }
      return Optional.of(interval());
    }

    /** The odds that the answer is right have a logarithm that is nearly normal. */
    private Interval interval() {
      double centre = Math.log(odds * rightly.share() / wrongly.share());
      double half = Z * Math.sqrt(rightly.variance() + wrongly.variance());
      return new Interval(share(centre - half), share(centre + half));
    }

    private static double share(double logit) {
      return 1 / (1 + Math.exp(-logit));
    }
  }
}
