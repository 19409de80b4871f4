package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Proportion;

class RocTest {
  /** The example of scikit-learn's documentation of roc_auc_score and average_precision_score. */
  private static final BinaryScores DOCUMENTED = RandomScores.scores("0.35 0.8", "0.1 0.4");

  @Test
  void meetsTheFiguresOfScikitLearnsExample() {
    Roc roc = new Roc(DOCUMENTED);

    assertThat(roc.auc()).hasValue(0.75);
    assertThat(roc.averagePrecision().getAsDouble()).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void tiesBetweenTheClassesCountHalf() {
    // 0.9 and 0.6 beat all four, 0.4 beats two and ties with one: 10.5 of 12 pairs.
    Roc roc = new Roc(RandomScores.scores("0.9 0.6 0.4", "0.5 0.4 0.1 0.2"));

    assertThat(roc.auc().getAsDouble()).isCloseTo(10.5 / 12, within(1e-12));
  }

  @Test
  void allScoresEqualRankNothing() {
    Roc roc = new Roc(RandomScores.scores("0.5 0.5", "0.5 0.5 0.5 0.5 0.5 0.5"));

    assertThat(roc.auc()).hasValue(0.5);
    assertThat(roc.averagePrecision()).hasValue(0.25);
  }

  @Test
  void minusZeroIsTiedWithZero() {
    assertThat(new Roc(RandomScores.scores("0.0", "-0.0")).auc()).hasValue(0.5);
    assertThat(new Roc(RandomScores.scores("0.0", "1")).at(-0.0).sensitivity())
        .isEqualTo(Proportion.wilson(1, 1));
  }

  @Test
  void perfectAndReversedOrderGiveOneAndZero() {
    assertThat(new Roc(RandomScores.scores("3 4", "1 2")).auc()).hasValue(1);
    assertThat(new Roc(RandomScores.scores("1 2", "3 4")).auc()).hasValue(0);
  }

  @Test
  void withoutBothClassesThereIsNoArea() {
    assertThat(new Roc(RandomScores.scores("0.1 0.2", "")).auc()).isEmpty();
    assertThat(new Roc(RandomScores.scores("", "0.1")).auc()).isEmpty();
    assertThat(new Roc(RandomScores.scores("", "")).auc()).isEmpty();
    assertThat(new Roc(RandomScores.scores("", "0.1")).points()).isEmpty();
    assertThat(new Roc(RandomScores.scores("", "0.1")).averagePrecision()).isEmpty();
    assertThat(new Roc(RandomScores.scores("0.1 0.2", "")).averagePrecision()).isEmpty();
  }

  @Test
  void refusesScoresThatAreNoNumbers() {
    assertThatThrownBy(() -> RandomScores.scores("NaN", "0.1")).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new BinaryScores(new double[2], new boolean[3]))
        .hasMessageContaining("2 scores, 3 labels");
    assertThatThrownBy(() -> new Roc(DOCUMENTED).at(Double.NaN)).hasMessageContaining("threshold");
  }

  @Test
  void picturesAtTheThresholdAreCalledPositive() {
    Rates rates = new Roc(DOCUMENTED).at(0.4);

    assertThat(rates.sensitivity()).isEqualTo(Proportion.wilson(1, 2));
    assertThat(rates.specificity()).isEqualTo(Proportion.wilson(1, 2));
  }

  @Test
  void thresholdsBeyondTheScoresCallAllOrNone() {
    Roc roc = new Roc(DOCUMENTED);

    assertThat(roc.at(0.0).sensitivity()).isEqualTo(Proportion.wilson(2, 2));
    assertThat(roc.at(0.0).specificity()).isEqualTo(Proportion.wilson(0, 2));
    assertThat(roc.at(0.81).sensitivity()).isEqualTo(Proportion.wilson(0, 2));
    assertThat(roc.at(0.81).specificity()).isEqualTo(Proportion.wilson(2, 2));
  }

  @Test
  void aFixedSensitivityGetsTheLargestThresholdThatReachesIt() {
    Roc roc = new Roc(RandomScores.scores("0.9 0.7 0.7 0.6 0.1", "0.8 0.65 0.2 0.05"));

    assertThat(roc.atSensitivity(0.4).orElseThrow().threshold()).isEqualTo(0.7);
    assertThat(roc.atSensitivity(0.6).orElseThrow())
        .isEqualTo(new Rates(0.7, Proportion.wilson(3, 5), Proportion.wilson(3, 4)));
    assertThat(roc.atSensitivity(0.61).orElseThrow().threshold()).isEqualTo(0.6);
    assertThat(roc.atSensitivity(1).orElseThrow().threshold()).isEqualTo(0.1);
    assertThat(new Roc(RandomScores.scores("", "0.1")).atSensitivity(0.9)).isEmpty();
    assertThatThrownBy(() -> roc.atSensitivity(0)).hasMessageContaining("sensitivity");
  }

  @Test
  void ninetyFivePercentOfAHundredAreNinetyFive() {
    double[] scores = new double[100];
    boolean[] labels = new boolean[100];
    for (int i = 0; i < 100; i++) {
      scores[i] = i;
      labels[i] = true;
    }
    Roc roc = new Roc(new BinaryScores(scores, labels));

    for (int percent = 1; percent <= 100; percent++) {
      assertThat(roc.atSensitivity(percent / 100.0).orElseThrow().sensitivity().successes())
          .isEqualTo(percent);
    }
  }

  @Test
  void theCurveRunsFromNothingToEverything() {
    List<RocPoint> points = new Roc(DOCUMENTED).points();

    assertThat(points)
        .containsExactly(
            new RocPoint(Double.POSITIVE_INFINITY, 0, 1),
            new RocPoint(0.8, 0.5, 1),
            new RocPoint(0.4, 0.5, 0.5),
            new RocPoint(0.35, 1, 0.5),
            new RocPoint(0.1, 1, 0));
  }

  @Test
  void theAreaIsThatUnderThePoints() {
    Roc roc = new Roc(RandomScores.of(RandomScores.labels(300, 1), 1, 2));
    double area = 0;
    List<RocPoint> points = roc.points();
    for (int i = 1; i < points.size(); i++) {
      RocPoint a = points.get(i - 1);
      RocPoint b = points.get(i);
      area += (a.specificity() - b.specificity()) * (a.sensitivity() + b.sensitivity()) / 2;
    }

    assertThat(roc.auc().getAsDouble()).isCloseTo(area, within(1e-12));
  }

  @Test
  void aRedrawnCurveIsThatOfTheDrawnPictures() {
    Roc roc = new Roc(DOCUMENTED);
    // 0.35 not at all, 0.8 twice, 0.1 once, 0.4 three times.
    Roc redrawn = roc.redrawn(new int[] {0, 2, 1, 3});
    Roc written = new Roc(RandomScores.scores("0.8 0.8", "0.1 0.4 0.4 0.4"));

    assertThat(redrawn.auc()).isEqualTo(written.auc());
    assertThat(redrawn.averagePrecision()).isEqualTo(written.averagePrecision());
    assertThat(redrawn.at(0.4)).isEqualTo(written.at(0.4));
    assertThat(redrawn.positives()).isEqualTo(2);
    assertThat(roc.auc()).hasValue(0.75);
  }
}
