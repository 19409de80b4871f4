package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeakCalibrationTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 200);
  private static final int PICTURES = 2000;

  private static final List<String> LESIONS =
      IntStream.range(0, PICTURES).mapToObj(i -> "lesion " + i).toList();

  /**
   * The label is drawn with a probability, of which the logit is {@code told} times and {@code
   * more}.
   */
  private static WeakCalibration of(double told, double more) {
    Random random = new Random(3);
    double[] scores = new double[PICTURES];
    boolean[] positive = new boolean[PICTURES];
    for (int i = 0; i < PICTURES; i++) {
      double logit = 1.5 * random.nextGaussian() - 1;
      positive[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit));
      scores[i] = 1 / (1 + Math.exp(-(told * logit + more)));
    }
    return WeakCalibration.of(new BinaryScores(scores, positive), LESIONS, BOOTSTRAP).orElseThrow();
  }

  private static void holds(Estimate estimate, double truth) {
    assertThat(truth)
        .isBetween(
            estimate.interval().orElseThrow().low(), estimate.interval().orElseThrow().high());
  }

  @Test
  void trueProbabilitiesHaveRatioAndSlopeOne() {
    WeakCalibration right = of(1, 0);
    holds(right.ratio(), 1);
    holds(right.slope().orElseThrow(), 1);
    assertThat(right.ratio().value()).isCloseTo(right.observed() / right.expected(), within(1e-12));
  }

  @Test
  void probabilitiesThatAreTooHighHaveARatioBelowOne() {
    WeakCalibration high = of(1, 1);
    assertThat(high.ratio().interval().orElseThrow().high()).isLessThan(0.9);
    holds(high.slope().orElseThrow(), 1);
  }

  @Test
  void probabilitiesThatAreTooExtremeHaveASlopeBelowOne() {
    WeakCalibration extreme = of(2, 0);
    holds(extreme.slope().orElseThrow(), 0.5);
  }

  /** Two pictures with 0.2 and 0.6, of which one is positive: mean 0.4, half are. */
  @Test
  void theRatioIsWhatIsObservedOverTheMeanProbability() {
    BinaryScores scores = new BinaryScores(new double[] {0.2, 0.6}, new boolean[] {true, false});
    WeakCalibration two = WeakCalibration.of(scores, List.of("a", "b"), BOOTSTRAP).orElseThrow();
    assertThat(two.expected()).isCloseTo(0.4, within(1e-12));
    assertThat(two.observed()).isEqualTo(0.5);
    assertThat(two.ratio().value()).isCloseTo(1.25, within(1e-12));
    assertThat(two.slope()).as("the classes are separated").isEmpty();
  }

  @Test
  void oneClassHasNoCalibration() {
    BinaryScores scores = new BinaryScores(new double[] {0.2, 0.6}, new boolean[] {true, true});
    assertThat(WeakCalibration.of(scores, List.of("a", "b"), BOOTSTRAP)).isEmpty();
  }
}
