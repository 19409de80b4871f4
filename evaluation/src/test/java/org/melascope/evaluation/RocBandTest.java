package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RocBandTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 400);

  private static List<String> lesions(int count) {
    return IntStream.range(0, count).mapToObj(i -> "lesion " + i).toList();
  }

  @Test
  void everyIntervalIsThatOfTheSensitivityAtItsRate() {
    BinaryScores scores = RandomScores.of(RandomScores.labels(300, 5), 1.2, 6);
    Roc roc = new Roc(scores);
    RocBand band = RocBand.of(roc, lesions(300), BOOTSTRAP).orElseThrow();
    Interval plain =
        BOOTSTRAP
            .interval(lesions(300), drawn -> sensitivity(roc.redrawn(drawn), 0.2))
            .orElseThrow();

    int index = band.falsePositiveRates().indexOf(0.2);
    assertThat(band.sensitivities().get(index)).isEqualTo(plain);
    assertThat(band.sensitivities().get(50)).isEqualTo(new Interval(1, 1));
  }

  /** The plain way: try every threshold. */
  private static OptionalDouble sensitivity(Roc roc, double mostFalsePositives) {
    return roc.points().stream()
        .filter(point -> 1 - point.specificity() <= mostFalsePositives + 1e-12)
        .mapToDouble(RocPoint::sensitivity)
        .max();
  }

  @Test
  void thereIsNoneWithoutBothClassesOrLesions() {
    Roc one = new Roc(RandomScores.scores("0.3 0.4 0.5", ""));
    Roc none = new Roc(RandomScores.scores("", ""));

    assertThat(RocBand.of(one, lesions(3), BOOTSTRAP)).isEmpty();
    assertThat(RocBand.of(none, lesions(0), BOOTSTRAP)).isEmpty();
  }

  @Test
  void intervalsOfSeveralMetricsAreThoseOfEachAlone() {
    Roc roc = new Roc(RandomScores.of(RandomScores.labels(200, 8), 1, 9));
    var both =
        BOOTSTRAP.intervals(
            lesions(200),
            drawn -> List.of(roc.redrawn(drawn).auc(), roc.redrawn(drawn).averagePrecision()));

    assertThat(both)
        .containsExactly(
            BOOTSTRAP.interval(lesions(200), drawn -> roc.redrawn(drawn).auc()),
            BOOTSTRAP.interval(lesions(200), drawn -> roc.redrawn(drawn).averagePrecision()));
  }
}
