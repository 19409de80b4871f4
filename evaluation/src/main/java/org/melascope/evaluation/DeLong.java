package org.melascope.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.hipparchus.stat.ranking.TiesStrategy;

/**
 * The variance of the area under the ROC curve without assuming a distribution of the scores
 * (DeLong, DeLong and Clarke-Pearson, Biometrics 44, 1988), in O(n log n) by midranks (Sun and Xu,
 * IEEE Signal Processing Letters 21, 2014).
 *
 * <p>Pictures count as independent. Where lesions have several pictures the interval comes out
 * somewhat narrow; {@link Bootstrap} by lesion shows how much.
 */
public final class DeLong {
  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final double Z = NORMAL.inverseCumulativeProbability(0.975);

  /** Below this a variance of areas is the rounding error of zero. */
  private static final double NO_VARIANCE = 1e-18;

  private DeLong() {}

  /**
   * What each picture contributes to the area.
   *
   * @param positives for each positive picture the share of negative ones below it, ties half
   * @param negatives for each negative picture the share of positive ones above it, ties half
   */
  private record Placements(double[] positives, double[] negatives) {
    static Placements of(BinaryScores scores) {
      NaturalRanking midranks = new NaturalRanking(TiesStrategy.AVERAGE);
      double[] all = midranks.rank(scores.toArray());
      double[] amongPositives = midranks.rank(scores.scoresOf(true));
      double[] amongNegatives = midranks.rank(scores.scoresOf(false));
      double[] positives = new double[scores.positives()];
      double[] negatives = new double[scores.negatives()];
      int p = 0;
      int n = 0;
      for (int i = 0; i < scores.size(); i++) {
        if (scores.positive(i)) {
          positives[p] = (all[i] - amongPositives[p]) / negatives.length;
          p++;
        } else {
          negatives[n] = 1 - (all[i] - amongNegatives[n]) / positives.length;
          n++;
        }
      }
      return new Placements(positives, negatives);
    }

    Placements minus(Placements other) {
      return new Placements(
          difference(positives, other.positives), difference(negatives, other.negatives));
    }

    double mean() {
      return StatUtils.mean(positives);
    }

    boolean tellsVariance() {
      return positives.length > 1 && negatives.length > 1;
    }

    double variance() {
      return StatUtils.variance(positives) / positives.length
          + StatUtils.variance(negatives) / negatives.length;
    }

    private static double[] difference(double[] first, double[] second) {
      double[] result = new double[first.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = first[i] - second[i];
      }
      return result;
    }
  }

  /** The variance of the area; empty with fewer than two positive or two negative pictures. */
  public static OptionalDouble variance(BinaryScores scores) {
    if (scores.positives() < 2 || scores.negatives() < 2) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Placements.of(scores).variance());
  }

  /**
   * The area with its plain (not logit-transformed) normal interval, cut to [0, 1].
   *
   * <p>Empty unless there are both classes. Without an interval when there are fewer than two of
   * either class, or when the variance is zero, as it is for perfectly separated classes: the
   * method cannot say then how sure the area is.
   */
  public static Optional<Estimate> auc(BinaryScores scores) {
    if (!scores.hasBothClasses()) {
      return Optional.empty();
    }
    Placements placements = Placements.of(scores);
    double area = Math.max(0, Math.min(1, placements.mean()));
    return Optional.of(new Estimate(area, interval(area, placements).map(Interval::withinUnit)));
  }

  /**
   * Tests whether two classifiers rank the same pictures equally well.
   *
   * <p>Empty with fewer than two positive or two negative pictures, and where the areas differ but
   * the variance of the difference is zero.
   *
   * @throws IllegalArgumentException when the labels are not the same ones in the same order
   */
  public static Optional<PairedTest> compare(BinaryScores first, BinaryScores second) {
    if (!first.hasSameLabelsAs(second)) {
      throw new IllegalArgumentException(
          "a paired test needs the same pictures with the same labels in the same order");
    }
    if (first.positives() < 2 || first.negatives() < 2) {
      return Optional.empty();
    }
    Placements ours = Placements.of(first);
    Placements theirs = Placements.of(second);
    Placements difference = ours.minus(theirs);
    double gap = difference.mean();
    double variance = difference.variance();
    if (variance < NO_VARIANCE && Math.abs(gap) > 1e-9) {
      return Optional.empty();
    }
    double z = variance < NO_VARIANCE ? 0 : gap / Math.sqrt(variance);
    return Optional.of(
        new PairedTest(
            first.size(),
            first.positives(),
            ours.mean(),
            theirs.mean(),
            new Estimate(gap, interval(gap, difference)),
            z,
            2 * NORMAL.cumulativeProbability(-Math.abs(z))));
  }

  private static Optional<Interval> interval(double centre, Placements placements) {
    if (!placements.tellsVariance() || placements.variance() < NO_VARIANCE) {
      return Optional.empty();
    }
    double half = Z * Math.sqrt(placements.variance());
    return Optional.of(new Interval(centre - half, centre + half));
  }
}
