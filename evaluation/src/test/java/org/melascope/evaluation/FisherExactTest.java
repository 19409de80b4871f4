package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FisherExactTest {
  /**
   * Fisher's lady tasting tea: of the 70 ways to choose 4 of 8 cups, 1, 16, 36, 16 and 1 have 0 to
   * 4 right.
   */
  @Test
  void addsUpTheTablesThatAreAtMostAsProbable() {
    assertThat(FisherExact.p(4, 4, 0, 4)).isCloseTo(2.0 / 70, within(1e-12));
    assertThat(FisherExact.p(3, 4, 1, 4)).isCloseTo(34.0 / 70, within(1e-12));
    assertThat(FisherExact.p(2, 4, 2, 4)).isCloseTo(1, within(1e-12));
  }

  /**
   * Two of three against none of five: C(3, i) C(5, 2 - i) of the 28 pairs are 10, 15 and 3 for i =
   * 0, 1, 2, so that only the last is at most as probable.
   */
  @Test
  void groupsMayBeOfUnequalSize() {
    assertThat(FisherExact.p(2, 3, 0, 5)).isCloseTo(3.0 / 28, within(1e-12));
    assertThat(FisherExact.p(0, 5, 2, 3)).isCloseTo(3.0 / 28, within(1e-12));
    assertThat(FisherExact.p(0, 3, 2, 5)).isCloseTo(13.0 / 28, within(1e-12));
  }

  @Test
  void nobodyOrEverybodyTellsNothing() {
    assertThat(FisherExact.p(0, 3, 0, 5)).isCloseTo(1, within(1e-12));
    assertThat(FisherExact.p(3, 3, 5, 5)).isCloseTo(1, within(1e-12));
    assertThat(FisherExact.p(0, 0, 2, 5)).isCloseTo(1, within(1e-12));
  }

  @Test
  void refusesWhatIsNoTable() {
    assertThatThrownBy(() -> FisherExact.p(4, 3, 0, 5)).hasMessageContaining("4 of 3");
    assertThatThrownBy(() -> FisherExact.p(0, 0, 0, 0)).hasMessageContaining("somebody");
  }
}
