package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.melascope.diagnosis.Proportion;

/**
 * The receiver operating characteristic: for every threshold, how many positive and how many
 * negative pictures score at least that. All measures of ranking are read off these counts.
 */
public final class Roc {
  private final BinaryScores scores;

  /** The different scores, rising. */
  private final double[] thresholds;

  /** For each picture the index of its score among the thresholds. */
  private final int[] position;

  /** How many positive and negative pictures score at least {@code thresholds[i]}; then a zero. */
  private final long[] truePositives;

  private final long[] falsePositives;

  /** The curve of these scores. */
  public Roc(BinaryScores scores) {
    this.scores = scores;
    this.thresholds = Arrays.stream(scores.toArray()).sorted().distinct().toArray();
    this.position = new int[scores.size()];
    for (int i = 0; i < position.length; i++) {
      position[i] = Arrays.binarySearch(thresholds, scores.score(i));
    }
    this.truePositives = new long[thresholds.length + 1];
    this.falsePositives = new long[thresholds.length + 1];
    count(Bootstrap.once(scores.size()));
  }

  private Roc(Roc original, int[] drawn) {
    this.scores = original.scores;
    this.thresholds = original.thresholds;
    this.position = original.position;
    this.truePositives = new long[thresholds.length + 1];
    this.falsePositives = new long[thresholds.length + 1];
    count(drawn);
  }

  private void count(int[] drawn) {
    for (int i = 0; i < drawn.length; i++) {
      (scores.positive(i) ? truePositives : falsePositives)[position[i]] += drawn[i];
    }
    for (int i = thresholds.length - 1; i >= 0; i--) {
      truePositives[i] += truePositives[i + 1];
      falsePositives[i] += falsePositives[i + 1];
    }
  }

  /**
   * The curve of the same pictures, each as often as it was drawn: what a bootstrap replicate
   * needs, without sorting again.
   *
   * @param drawn how often each picture was drawn, 0 or more
   */
  public Roc redrawn(int[] drawn) {
    return new Roc(this, drawn);
  }

  /** The number of positive pictures. */
  public long positives() {
    return truePositives[0];
  }

  /** The number of negative pictures. */
  public long negatives() {
    return falsePositives[0];
  }

  /**
   * The area under the curve: the probability that a positive picture scores higher than a negative
   * one, ties counting half (Mann-Whitney). Empty unless there are both classes.
   */
  public OptionalDouble auc() {
    if (positives() == 0 || negatives() == 0) {
      return OptionalDouble.empty();
    }
    double won = 0;
    for (int i = 0; i < thresholds.length; i++) {
      long negativesHere = falsePositives[i] - falsePositives[i + 1];
      won += negativesHere * (truePositives[i] + truePositives[i + 1]) / 2.0;
    }
    return OptionalDouble.of(won / positives() / negatives());
  }

  /**
   * The average precision: the sum over the thresholds, from the highest, of the precision there
   * times the recall gained, without interpolation. Pictures of equal score count together. For a
   * random order it is the share of the positive pictures. Empty unless there are both classes:
   * without negative pictures it would be 1 whatever the scores.
   */
  public OptionalDouble averagePrecision() {
    if (positives() == 0 || negatives() == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int i = 0; i < thresholds.length; i++) {
      long gained = truePositives[i] - truePositives[i + 1];
      if (gained > 0) {
        double precision = (double) truePositives[i] / (truePositives[i] + falsePositives[i]);
        sum += precision * gained;
      }
    }
    return OptionalDouble.of(sum / positives());
  }

  /** Sensitivity and specificity when pictures that score at least the threshold are positive. */
  public Rates at(double threshold) {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("a threshold must be a number");
    }
    // Adding zero turns -0.0 into 0.0, as in the scores.
    int found = Arrays.binarySearch(thresholds, threshold + 0.0);
    return rates(threshold, found >= 0 ? found : -found - 1);
  }

  /**
   * The largest threshold with at least this sensitivity. Empty without positive pictures.
   *
   * @param sensitivity above 0 and at most 1
   */
  public Optional<Rates> atSensitivity(double sensitivity) {
    if (!(sensitivity > 0 && sensitivity <= 1)) {
      throw new IllegalArgumentException(
          "sensitivity must be above 0 and at most 1, not " + sensitivity);
    }
    long needed = needed(sensitivity, positives());
    for (int i = thresholds.length - 1; i >= 0; i--) {
      if (positives() > 0 && truePositives[i] >= needed) {
        return Optional.of(rates(thresholds[i], i));
      }
    }
    return Optional.empty();
  }

  /** The specificity at the largest threshold with at least this sensitivity. */
  OptionalDouble specificityAt(double sensitivity) {
    return atSensitivity(sensitivity)
        .map(rates -> rates.specificity().value())
        .orElse(OptionalDouble.empty());
  }

  /** How many of so many make at least the share, whatever 0.95 times 100 is in binary. */
  static long needed(double share, long of) {
    return (long) Math.ceil(share * of - 1e-9);
  }

  private Rates rates(double threshold, int index) {
    return new Rates(
        threshold,
        Proportion.wilson(truePositives[index], positives()),
        Proportion.wilson(negatives() - falsePositives[index], negatives()));
  }

  /**
   * The points of the curve from the highest threshold to the lowest, that is from sensitivity 0 to
   * specificity 0; none unless there are both classes.
   */
  public List<RocPoint> points() {
    if (positives() == 0 || negatives() == 0) {
      return List.of();
    }
    List<RocPoint> points = new ArrayList<>();
    points.add(new RocPoint(Double.POSITIVE_INFINITY, 0, 1));
    for (int i = thresholds.length - 1; i >= 0; i--) {
      double sensitivity = (double) truePositives[i] / positives();
      double specificity = 1 - (double) falsePositives[i] / negatives();
      points.add(new RocPoint(thresholds[i], sensitivity, specificity));
    }
    return List.copyOf(points);
  }
}
