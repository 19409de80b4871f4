package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Proportion;

class UsefulnessTest {
  private static final Proportion FOUND = Proportion.wilson(45, 50);
  private static final Proportion SPARED = Proportion.wilson(160, 200);

  @Test
  void predictiveValuesFollowBayesTheorem() {
    // Of 1,000 lesions 50 are positive: 45 found, 5 missed; of 950 others 190 are called positive.
    PredictiveValues values = PredictiveValues.at(0.05, FOUND, SPARED);

    assertThat(values.positive().getAsDouble()).isCloseTo(45 / 235.0, within(1e-12));
    assertThat(values.negative().getAsDouble()).isCloseTo(760 / 765.0, within(1e-12));
  }

  /**
   * The logarithm of 45 : 190 has the variance 0.1 / (0.9 * 50) + 0.8 / (0.2 * 200) = 1 / 45, that
   * of 760 : 5 the variance 0.2 / (0.8 * 200) + 0.9 / (0.1 * 50) = 0.18125.
   */
  @Test
  void predictiveValuesHaveLogitIntervals() {
    PredictiveValues values = PredictiveValues.at(0.05, FOUND, SPARED);

    assertInterval(values.positiveInterval(), Math.log(45 / 190.0), 1 / 45.0);
    assertInterval(values.negativeInterval(), Math.log(760 / 5.0), 0.18125);
  }

  private static void assertInterval(Optional<Interval> interval, double logit, double variance) {
    double half = 1.959963984540054 * Math.sqrt(variance);

    assertThat(interval.orElseThrow().low())
        .isCloseTo(1 / (1 + Math.exp(half - logit)), within(1e-12));
    assertThat(interval.orElseThrow().high())
        .isCloseTo(1 / (1 + Math.exp(-half - logit)), within(1e-12));
  }

  /** Half of 1.96 squared is added to what was counted and what was not. */
  @Test
  void whereNothingWasMissedTheNegativeValueMayStillBeLessThanOne() {
    PredictiveValues values = PredictiveValues.at(0.05, Proportion.wilson(50, 50), SPARED);
    double added = 1.959963984540054 * 1.959963984540054;
    double spared = (160 + added / 2) / (200 + added);
    double missed = added / 2 / (50 + added);
    double logit = Math.log(19 * spared / missed);
    double variance =
        (1 - spared) / (spared * (200 + added)) + (1 - missed) / (missed * (50 + added));
    double half = 1.959963984540054 * Math.sqrt(variance);

    assertThat(values.negative()).hasValue(1);
    assertThat(values.negativeInterval().orElseThrow().low())
        .isCloseTo(1 / (1 + Math.exp(half - logit)), within(1e-12));
    assertThat(values.negativeInterval().orElseThrow().high()).isEqualTo(1);
  }

  @Test
  void predictiveValuesAreUnknownWhereNothingIsCalledThat() {
    Proportion none = Proportion.wilson(0, 50);
    Proportion all = Proportion.wilson(50, 50);

    assertThat(PredictiveValues.at(0.05, none, all).positive()).isEmpty();
    assertThat(PredictiveValues.at(0.05, none, all).positiveInterval()).isEmpty();
    assertThat(PredictiveValues.at(0.05, all, none).negative()).isEmpty();
    assertThat(PredictiveValues.at(0.05, all, none).negativeInterval()).isEmpty();
    assertThatThrownBy(() -> PredictiveValues.at(5, FOUND, SPARED))
        .hasMessageContaining("prevalence");
    assertThatThrownBy(() -> PredictiveValues.at(0.05, Proportion.wilson(0, 0), SPARED))
        .hasMessageContaining("sensitivity");
  }

  /** There the value is the prevalence or 1, whatever was counted. */
  @Test
  void whereAllOrNoLesionsArePositivePredictiveValuesHaveNoInterval() {
    assertThat(PredictiveValues.at(0, FOUND, SPARED).positive()).hasValue(0);
    assertThat(PredictiveValues.at(0, FOUND, SPARED).positiveInterval()).isEmpty();
    assertThat(PredictiveValues.at(1, FOUND, SPARED).negativeInterval()).isEmpty();
  }

  @Test
  void netBenefitWeighsFalsePositivesByTheOddsOfTheThreshold() {
    // At 0.2 three of four positives and two of six negatives are acted on; the odds are 1/4.
    BinaryScores scores = RandomScores.scores("0.9 0.5 0.2 0.1", "0.8 0.3 0.1 0.1 0.05 0");
    NetBenefit benefit = NetBenefit.at(0.2, scores).orElseThrow();

    assertThat(benefit.model()).isCloseTo((3 - 2 / 4.0) / 10, within(1e-12));
    assertThat(benefit.treatAll()).isCloseTo((4 - 6 / 4.0) / 10, within(1e-12));
  }

  @Test
  void netBenefitNeedsPicturesAndAThresholdBetweenZeroAndOne() {
    assertThat(NetBenefit.at(0.2, RandomScores.scores("", ""))).isEmpty();
    assertThatThrownBy(() -> NetBenefit.at(1, RandomScores.scores("1", "0")))
        .hasMessageContaining("threshold");
  }
}
