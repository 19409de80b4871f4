package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * Percentile intervals for any metric, by drawing lesions with replacement (Efron and Tibshirani
 * 1993; whole clusters, Field and Welsh 2007): all pictures of a lesion are drawn together, since
 * they are not independent.
 *
 * @param seed the same seed gives the same interval; every interval starts from it anew
 * @param replicates how many sets are drawn, at least 100
 */
public record Bootstrap(long seed, int replicates) {
  /** An interval needs this share of the replicates to have a value. */
  private static final double ENOUGH = 0.95;

  public Bootstrap {
    if (replicates < 100) {
      throw new IllegalArgumentException("replicates must be at least 100, not " + replicates);
    }
  }

  /**
   * The 95 % interval of a metric: the 2.5th and 97.5th percentile of its values over the drawn
   * sets. Sets on which it is undefined are left out; the interval is empty when that are more than
   * one in twenty, or with fewer than two lesions.
   *
   * @param lesions for each picture the lesion it shows
   * @param metric gets how often each picture was drawn, in the same order
   */
  public Optional<Interval> interval(List<String> lesions, Function<int[], OptionalDouble> metric) {
    return of(intervals(lesions, drawn -> List.of(metric.apply(drawn))), 0);
  }

  /** How often each of so many pictures is drawn where the set is the data themselves: once. */
  static int[] once(int pictures) {
    int[] drawn = new int[pictures];
    Arrays.fill(drawn, 1);
    return drawn;
  }

  /** The interval of one of the metrics that {@link #intervals} was asked for. */
  static Optional<Interval> of(List<Optional<Interval>> intervals, int metric) {
    return intervals.isEmpty() ? Optional.empty() : intervals.get(metric);
  }

  /**
   * The intervals of several metrics over the same drawn sets, each as by {@link #interval}: the
   * points of a curve, for instance, whose intervals hold point by point. None with fewer than two
   * lesions.
   *
   * @param metrics gets how often each picture was drawn, and always tells the same metrics in the
   *     same order
   */
  public List<Optional<Interval>> intervals(
      List<String> lesions, Function<int[], List<OptionalDouble>> metrics) {
    int[] lesionOf = numbered(lesions);
    int lesionCount = (int) lesions.stream().distinct().count();
    if (lesionCount < 2) {
      return List.of();
    }
    RandomGenerator random = new SplittableRandom(seed);
    List<List<Double>> values = new ArrayList<>();
    for (int replicate = 0; replicate < replicates; replicate++) {
      List<OptionalDouble> drawn = metrics.apply(draw(random, lesionOf, lesionCount));
      for (int metric = 0; metric < drawn.size(); metric++) {
        if (values.size() == metric) {
          values.add(new ArrayList<>());
        }
        drawn.get(metric).ifPresent(values.get(metric)::add);
      }
    }
    return values.stream().map(this::middle).toList();
  }

  private static int[] draw(RandomGenerator random, int[] lesionOf, int lesionCount) {
    int[] drawnLesions = new int[lesionCount];
    for (int i = 0; i < lesionCount; i++) {
      drawnLesions[random.nextInt(lesionCount)]++;
    }
    return Arrays.stream(lesionOf).map(lesion -> drawnLesions[lesion]).toArray();
  }

  private static int[] numbered(List<String> lesions) {
    Map<String, Integer> numbers = new HashMap<>();
    return lesions.stream()
        .mapToInt(lesion -> numbers.computeIfAbsent(lesion, name -> numbers.size()))
        .toArray();
  }

  private Optional<Interval> middle(List<Double> values) {
    if (values.size() < ENOUGH * replicates) {
      return Optional.empty();
    }
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(values.stream().mapToDouble(Double::doubleValue).toArray());
    return Optional.of(new Interval(percentile.evaluate(2.5), percentile.evaluate(97.5)));
  }
}
