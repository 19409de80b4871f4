package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether probabilities are right on average, and neither too bold nor too timid (weak calibration;
 * Van Calster et al., Calibration: the Achilles heel of predictive analytics, BMC Medicine 17,
 * 2019), with bootstrap intervals by lesion.
 *
 * @param expected mean probability
 * @param observed share of positive pictures
 * @param ratio observed over expected: below 1 where probabilities are too high, above 1 where they
 *     are too low
 * @param slope of the {@link CalibrationLine}: below 1 where probabilities are too extreme; empty
 *     where there is no line
 */
public record WeakCalibration(
    double expected, double observed, Estimate ratio, Optional<Estimate> slope) {

  /**
   * Measures; empty without both classes.
   *
   * @param lesions for each picture the lesion it shows
   */
  static Optional<WeakCalibration> of(
      BinaryScores probabilities, List<String> lesions, Bootstrap bootstrap) {
    if (!probabilities.hasBothClasses()) {
      return Optional.empty();
    }
    double expected = Arrays.stream(probabilities.toArray()).average().orElseThrow();
    double observed = (double) probabilities.positives() / probabilities.size();
    List<Optional<Interval>> intervals =
        bootstrap.intervals(lesions, drawn -> measured(probabilities, drawn));
    return Optional.of(
        new WeakCalibration(
            expected,
            observed,
            new Estimate(observed / expected, Bootstrap.of(intervals, 0)),
            CalibrationLine.fit(probabilities)
                .map(line -> new Estimate(line.slope(), Bootstrap.of(intervals, 1)))));
  }

  /** Ratio and slope, on each picture as often as it was drawn. */
  private static List<OptionalDouble> measured(BinaryScores probabilities, int[] drawn) {
    List<Double> scores = new ArrayList<>();
    List<Boolean> positive = new ArrayList<>();
    for (int i = 0; i < drawn.length; i++) {
      for (int time = 0; time < drawn[i]; time++) {
        scores.add(probabilities.score(i));
        positive.add(probabilities.positive(i));
      }
    }
    BinaryScores redrawn = BinaryScores.of(scores, positive);
    double sum = Arrays.stream(redrawn.toArray()).sum();
    return List.of(
        sum > 0 ? OptionalDouble.of(redrawn.positives() / sum) : OptionalDouble.empty(),
        CalibrationLine.fit(redrawn).stream().mapToDouble(CalibrationLine::slope).findFirst());
  }
}
