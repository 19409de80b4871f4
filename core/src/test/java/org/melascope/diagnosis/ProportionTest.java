package org.melascope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  /** Table I of Newcombe (1998), method 3, which prints four decimals. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void wilsonMeetsThePublishedIntervals(long successes, long trials, double low, double high) {
    Proportion proportion = Proportion.wilson(successes, trials);

    assertThat(proportion.low()).isCloseTo(low, within(5e-5));
    assertThat(proportion.high()).isCloseTo(high, within(5e-5));
    assertThat(proportion.value()).hasValue((double) successes / trials);
  }

  @Test
  void theIntervalOfTheComplementIsTheMirrorImage() {
    Proportion some = Proportion.wilson(7, 11);
    Proportion others = Proportion.wilson(4, 11);

    assertThat(some.low()).isCloseTo(1 - others.high(), within(1e-12));
    assertThat(some.high()).isCloseTo(1 - others.low(), within(1e-12));
  }

  @Test
  void noneAndAllTouchTheEndsExactly() {
    assertThat(Proportion.wilson(0, 3).low()).isEqualTo(0);
    assertThat(Proportion.wilson(3, 3).high()).isEqualTo(1);
  }

  @Test
  void withoutTrialsNothingIsKnown() {
    Proportion unknown = Proportion.wilson(0, 0);

    assertThat(unknown.value()).isEmpty();
    assertThat(unknown).isEqualTo(new Proportion(0, 0, 0, 1));
  }

  @Test
  void refusesCountsAndIntervalsThatCannotBe() {
    assertThatThrownBy(() -> Proportion.wilson(3, 2)).hasMessageContaining("3 of 2");
    assertThatThrownBy(() -> Proportion.wilson(1, 0)).hasMessageContaining("1 of 0");
    assertThatThrownBy(() -> Proportion.wilson(-1, 2)).hasMessageContaining("-1 of 2");
    assertThatThrownBy(() -> new Proportion(1, 2, 0.7, 0.6)).hasMessageContaining("0.7");
    assertThatThrownBy(() -> new Proportion(1, 2, Double.NaN, 1)).hasMessageContaining("NaN");
  }
}
