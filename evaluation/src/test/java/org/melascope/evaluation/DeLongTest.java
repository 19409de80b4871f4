package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeLongTest {
  @Test
  void meetsAnExampleWorkedOutByHand() {
    // Placements of the positives 1, 1, 5/8, variance 3/64; of the negatives 2/3, 5/6, 1, 1,
    // variance 11/432. The sum of 3/64 / 3 and 11/432 / 4 is 19/864.
    BinaryScores scores = RandomScores.scores("0.9 0.6 0.4", "0.5 0.4 0.1 0.2");
    double half = 1.959963984540054 * Math.sqrt(19 / 864.0);

    assertThat(DeLong.variance(scores).getAsDouble()).isCloseTo(19 / 864.0, within(1e-12));
    Estimate auc = DeLong.auc(scores).orElseThrow();
    assertThat(auc.value()).isCloseTo(0.875, within(1e-12));
    assertThat(auc.interval().orElseThrow().low()).isCloseTo(0.875 - half, within(1e-9));
    assertThat(auc.interval().orElseThrow().high()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTheDefinitionByPairs(long seed) {
    boolean[] labels = RandomScores.labels(120, seed);
    BinaryScores first = RandomScores.of(labels, 1.2, 10 + seed);
    BinaryScores second = RandomScores.of(labels, 0.8, 20 + seed);
    PairwiseTwin a = new PairwiseTwin(first);
    PairwiseTwin b = new PairwiseTwin(second);

    assertThat(DeLong.auc(first).orElseThrow().value()).isCloseTo(a.area(), within(1e-12));
    assertThat(DeLong.variance(first).getAsDouble()).isCloseTo(a.covariance(a), within(1e-12));
    PairedTest test = DeLong.compare(first, second).orElseThrow();
    double variance = a.covariance(a) + b.covariance(b) - 2 * a.covariance(b);
    assertThat(test.z()).isCloseTo((a.area() - b.area()) / Math.sqrt(variance), within(1e-9));
  }

  /** DeLong et al. (1988), equations 3 to 6, comparing every pair. */
  private static final class PairwiseTwin {
    private final double[] positives;
    private final double[] negatives;
    private final double[] byPositive;
    private final double[] byNegative;

    PairwiseTwin(BinaryScores scores) {
      positives = scores.scoresOf(true);
      negatives = scores.scoresOf(false);
      byPositive = new double[positives.length];
      byNegative = new double[negatives.length];
      for (int i = 0; i < positives.length; i++) {
        for (int j = 0; j < negatives.length; j++) {
          double kernel = positives[i] > negatives[j] ? 1 : positives[i] == negatives[j] ? 0.5 : 0;
          byPositive[i] += kernel / negatives.length;
          byNegative[j] += kernel / positives.length;
        }
      }
    }

    double area() {
      return IntStream.range(0, byPositive.length)
          .mapToDouble(i -> byPositive[i])
          .average()
          .orElseThrow();
    }

    double covariance(PairwiseTwin other) {
      return covariance(byPositive, other.byPositive, area(), other.area()) / positives.length
          + covariance(byNegative, other.byNegative, area(), other.area()) / negatives.length;
    }

    private static double covariance(double[] x, double[] y, double meanX, double meanY) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += (x[i] - meanX) * (y[i] - meanY);
      }
      return sum / (x.length - 1);
    }
  }

  @Test
  void theIntervalIsNearThatOfTheBootstrapOverPictures() {
    BinaryScores scores = RandomScores.of(RandomScores.labels(600, 7), 1.2, 8);
    Roc roc = new Roc(scores);
    Interval bootstrap =
        new Bootstrap(1, 2000)
            .interval(
                IntStream.range(0, 600).mapToObj(String::valueOf).toList(),
                drawn -> roc.redrawn(drawn).auc())
            .orElseThrow();
    Interval interval = DeLong.auc(scores).orElseThrow().interval().orElseThrow();

    assertThat(interval.low()).isCloseTo(bootstrap.low(), within(0.005));
    assertThat(interval.high()).isCloseTo(bootstrap.high(), within(0.005));
  }

  @Test
  void pMeetsTheTableOfTheNormalDistribution() {
    boolean[] labels = RandomScores.labels(200, 3);
    PairedTest test =
        DeLong.compare(RandomScores.of(labels, 1.2, 4), RandomScores.of(labels, 0.8, 5))
            .orElseThrow();
    // Abramowitz and Stegun 26.2.17, good to 7.5e-8.
    double z = Math.abs(test.z());
    double t = 1 / (1 + 0.2316419 * z);
    double series =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double upper = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;

    assertThat(test.p()).isCloseTo(2 * upper, within(2e-7));
  }

  @Test
  void comparingTurnedRoundOnlyTurnsTheSign() {
    boolean[] labels = RandomScores.labels(80, 3);
    BinaryScores one = RandomScores.of(labels, 1.2, 4);
    BinaryScores other = RandomScores.of(labels, 0.8, 5);
    PairedTest test = DeLong.compare(one, other).orElseThrow();
    PairedTest turned = DeLong.compare(other, one).orElseThrow();

    assertThat(turned.z()).isCloseTo(-test.z(), within(1e-12));
    assertThat(turned.p()).isCloseTo(test.p(), within(1e-12));
    assertThat(turned.firstAuc()).isEqualTo(test.secondAuc());
  }

  @Test
  void aClassifierDoesNotDifferFromItself() {
    BinaryScores scores = RandomScores.of(RandomScores.labels(80, 3), 1, 4);
    PairedTest test = DeLong.compare(scores, scores).orElseThrow();

    assertThat(test.z()).isZero();
    assertThat(test.p()).isEqualTo(1);
    assertThat(test.difference()).isEqualTo(new Estimate(0, Optional.empty()));
  }

  @Test
  void saysNothingWhereTheVarianceIsUnknown() {
    assertThat(DeLong.auc(RandomScores.scores("1", ""))).isEmpty();
    assertThat(DeLong.auc(RandomScores.scores("3", "1 2")))
        .hasValue(new Estimate(1, Optional.empty()));
    assertThat(DeLong.auc(RandomScores.scores("3 4", "1 2")))
        .hasValue(new Estimate(1, Optional.empty()));
    assertThat(DeLong.variance(RandomScores.scores("3", "1 2"))).isEmpty();
    assertThat(DeLong.compare(RandomScores.scores("3 4", "1 2"), RandomScores.scores("1 2", "3 4")))
        .isEmpty();
    assertThat(DeLong.compare(RandomScores.scores("3", "1 2"), RandomScores.scores("3", "1 2")))
        .isEmpty();
  }

  @Test
  void refusesToCompareDifferentPictures() {
    assertThatThrownBy(
            () ->
                DeLong.compare(
                    RandomScores.scores("1 2", "3 4"), RandomScores.scores("1 2 3", "4")))
        .hasMessageContaining("same pictures");
  }
}
