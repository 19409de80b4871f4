package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How sure a ROC curve is: for some false positive rates the 95 % interval of the highest
 * sensitivity that is reached without exceeding them, by bootstrap over lesions. It holds point by
 * point, not for the curve as a whole.
 *
 * @param falsePositiveRates from 0 to 1, rising
 * @param sensitivities one interval for each of them
 */
public record RocBand(List<Double> falsePositiveRates, List<Interval> sensitivities) {
  private static final List<Double> GRID =
      IntStream.rangeClosed(0, 50).mapToObj(i -> i / 50.0).toList();

  public RocBand {
    falsePositiveRates = List.copyOf(falsePositiveRates);
    sensitivities = List.copyOf(sensitivities);
    if (falsePositiveRates.size() != sensitivities.size()) {
      throw new IllegalArgumentException("every rate needs an interval");
    }
  }

  /**
   * The band of a curve; empty where {@link Bootstrap#interval} is, such as without both classes.
   *
   * @param lesions for each picture the lesion it shows
   */
  public static Optional<RocBand> of(Roc roc, List<String> lesions, Bootstrap bootstrap) {
    List<Optional<Interval>> intervals =
        bootstrap.intervals(lesions, drawn -> sensitivities(roc.redrawn(drawn)));
    return intervals.isEmpty() || intervals.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(new RocBand(GRID, intervals.stream().flatMap(Optional::stream).toList()));
  }

  private static List<OptionalDouble> sensitivities(Roc roc) {
    List<RocPoint> points = roc.points();
    List<OptionalDouble> sensitivities = new ArrayList<>();
    int next = 0;
    for (double rate : GRID) {
      while (next < points.size() && 1 - points.get(next).specificity() <= rate + 1e-12) {
        next++;
      }
      sensitivities.add(
          next == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(points.get(next - 1).sensitivity()));
    }
    return sensitivities;
  }
}
