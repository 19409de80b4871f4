package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {
  private static final BinaryScores SIX = RandomScores.scores("0.15 0.5 0.95 1.0", "0.1 0.55");

  @Test
  void equalWidthMeetsAnExampleWorkedOutByHand() {
    // Fifths: {0.1, 0.15} is 0.125 against 1/2, {0.5, 0.55} 0.525 against 1/2, {0.95, 1} 0.975
    // against 1; two pictures each.
    CalibrationError error = CalibrationError.equalWidth(SIX, 5).orElseThrow();

    assertThat(error.value()).isCloseTo((0.375 + 0.025 + 0.025) / 3, within(1e-12));
    assertThat(error.bins()).extracting(CalibrationBin::pictures).containsExactly(2, 2, 2);
    assertThat(error.bins()).extracting(CalibrationBin::low).containsExactly(0.0, 0.4, 0.8);
    assertThat(error.bins()).extracting(CalibrationBin::high).containsExactly(0.2, 0.6, 1.0);
    assertThat(error.bins()).extracting(CalibrationBin::observed).containsExactly(0.5, 0.5, 1.0);
  }

  @Test
  void aProbabilityOnAnEdgeIsInTheBinAbove() {
    CalibrationError error =
        CalibrationError.equalWidth(RandomScores.scores("0.5 1", "0 0.25"), 4).orElseThrow();

    assertThat(error.bins()).extracting(CalibrationBin::low).containsExactly(0.0, 0.25, 0.5, 0.75);
  }

  @Test
  void equalMassMeetsAnExampleWorkedOutByHand() {
    // Halves: {0.1, 0.15, 0.5} is 0.25 against 2/3, {0.55, 0.95, 1} 2.5/3 against 2/3.
    CalibrationError error = CalibrationError.equalMass(SIX, 2).orElseThrow();

    assertThat(error.value()).isCloseTo((2 / 3.0 - 0.25 + 0.5 / 3) / 2, within(1e-12));
    assertThat(error.bins()).extracting(CalibrationBin::low).containsExactly(0.1, 0.55);
    assertThat(error.bins()).extracting(CalibrationBin::high).containsExactly(0.5, 1.0);
  }

  @Test
  void equalMassKeepsEqualProbabilitiesTogether() {
    BinaryScores tied = RandomScores.scores("0.2 0.2 0.9", "0.2 0.2 0.2");
    CalibrationError error = CalibrationError.equalMass(tied, 3).orElseThrow();

    assertThat(error.bins()).extracting(CalibrationBin::pictures).containsExactly(5, 1);
    assertThat(error.value()).isCloseTo((5 * 0.2 + 0.1) / 6, within(1e-12));
  }

  @Test
  void withoutPicturesThereIsNoError() {
    assertThat(CalibrationError.equalWidth(RandomScores.scores("", ""), 15)).isEmpty();
    assertThat(CalibrationError.equalMass(RandomScores.scores("", ""), 15)).isEmpty();
  }

  @Test
  void refusesWhatIsNoProbabilityAndNoBin() {
    assertThatThrownBy(() -> CalibrationError.equalWidth(RandomScores.scores("1.5", "0"), 15))
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> CalibrationError.equalMass(SIX, 0)).hasMessageContaining("bin");
  }

  @Test
  void brierMeetsAnExampleWorkedOutByHand() {
    assertThat(Brier.score(RandomScores.scores("0.8 0.5", "0.3")).getAsDouble())
        .isCloseTo((0.04 + 0.25 + 0.09) / 3, within(1e-12));
    assertThat(Brier.score(RandomScores.scores("1", "0"))).hasValue(0);
    assertThat(Brier.score(RandomScores.scores("", ""))).isEmpty();
    // The second positive picture drawn twice, the first one not: (2 * 0.25 + 0.09) / 3.
    assertThat(
            Brier.score(RandomScores.scores("0.8 0.5", "0.3"), new int[] {0, 2, 1}).getAsDouble())
        .isCloseTo(0.59 / 3, within(1e-12));
    assertThatThrownBy(() -> Brier.score(RandomScores.scores("-0.1", "")))
        .hasMessageContaining("-0.1");
  }

  @Test
  void theLineRunsThroughTheLogOddsOfTwoGroups() {
    // Of four at 0.8 three are positive, of three at 0.2 one: with two groups the line meets both.
    BinaryScores scores = RandomScores.scores("0.8 0.8 0.8 0.2", "0.8 0.2 0.2");
    double slope = (Math.log(3) - Math.log(0.5)) / (2 * Math.log(4));
    CalibrationLine line = CalibrationLine.fit(scores).orElseThrow();

    assertThat(line.slope()).isCloseTo(slope, within(1e-8));
    assertThat(line.intercept()).isCloseTo(Math.log(3) - slope * Math.log(4), within(1e-8));
  }

  @Test
  void theLineIsTheMostLikelyOneOfItsNeighbours() {
    BinaryScores scores = RandomScores.of(RandomScores.labels(300, 1), 2, 2);
    CalibrationLine line = CalibrationLine.fit(scores).orElseThrow();
    double best = likelihood(scores, line.slope(), line.intercept());

    for (double step : List.of(-0.01, 0.01)) {
      assertThat(likelihood(scores, line.slope() + step, line.intercept())).isLessThan(best);
      assertThat(likelihood(scores, line.slope(), line.intercept() + step)).isLessThan(best);
    }
  }

  private static double likelihood(BinaryScores scores, double slope, double intercept) {
    double sum = 0;
    for (int i = 0; i < scores.size(); i++) {
      double p = Math.max(1e-7, Math.min(1 - 1e-7, scores.score(i)));
      double fitted = 1 / (1 + Math.exp(-intercept - slope * Math.log(p / (1 - p))));
      sum += Math.log(scores.positive(i) ? fitted : 1 - fitted);
    }
    return sum;
  }

  @Test
  void halvedLogitsAreFoundOut() {
    // Two pictures in ten at 1/5 and eight in ten at 4/5, but predicted 1/3 and 2/3.
    StringBuilder positives = new StringBuilder();
    StringBuilder negatives = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      (i < 8 ? positives : negatives).append(2 / 3.0).append(' ');
      (i < 2 ? positives : negatives).append(1 / 3.0).append(' ');
    }
    CalibrationLine line =
        CalibrationLine.fit(RandomScores.scores(positives.toString(), negatives.toString()))
            .orElseThrow();

    assertThat(line.slope()).isCloseTo(2, within(1e-8));
    assertThat(line.intercept()).isCloseTo(0, within(1e-8));
  }

  @Test
  void probabilitiesOfZeroAndOneDoNotBreakTheLine() {
    BinaryScores scores = RandomScores.scores("1 0.9 0 0.4", "0 0.1 1 0.6");

    assertThat(CalibrationLine.fit(scores)).isPresent();
  }

  @Test
  void thereIsNoLineThroughSeparatedClasses() {
    assertThat(CalibrationLine.fit(RandomScores.scores("0.8 0.9", "0.1 0.2"))).isEmpty();
    assertThat(CalibrationLine.fit(RandomScores.scores("0.1 0.2", "0.2 0.9"))).isEmpty();
    assertThat(CalibrationLine.fit(RandomScores.scores("0.5 0.5", "0.5"))).isEmpty();
    assertThat(CalibrationLine.fit(RandomScores.scores("0.5 0.6", ""))).isEmpty();
    assertThat(CalibrationLine.fit(RandomScores.scores("", ""))).isEmpty();
  }
}
