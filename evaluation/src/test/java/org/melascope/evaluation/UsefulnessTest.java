package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UsefulnessTest {
  @Test
  void predictiveValuesFollowBayesTheorem() {
    // Of 1,000 lesions 50 are positive: 45 found, 5 missed; of 950 others 190 are called positive.
    PredictiveValues values = PredictiveValues.at(0.05, 0.9, 0.8);

    assertThat(values.positive().getAsDouble()).isCloseTo(45 / 235.0, within(1e-12));
    assertThat(values.negative().getAsDouble()).isCloseTo(760 / 765.0, within(1e-12));
  }

  @Test
  void predictiveValuesAreUnknownWhereNothingIsCalledThat() {
    assertThat(PredictiveValues.at(0.05, 0, 1).positive()).isEmpty();
    assertThat(PredictiveValues.at(0.05, 1, 0).negative()).isEmpty();
    assertThatThrownBy(() -> PredictiveValues.at(5, 0.9, 0.8)).hasMessageContaining("prevalence");
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
