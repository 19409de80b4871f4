package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;

class RiskCoverageTest {
  /** Surest first: 0.95 right, 0.1 (90 % sure) wrong, 0.8 right, 0.6 wrong. */
  @Test
  void countsMistakesAmongTheSurestAnswers() {
    RiskCoverage curve = RiskCoverage.of(RandomScores.scores("0.95 0.1 0.8", "0.6")).orElseThrow();

    assertThat(curve.points())
        .containsExactly(
            new CoveragePoint(0.25, 0),
            new CoveragePoint(0.5, 0.5),
            new CoveragePoint(0.75, 1 / 3.0),
            new CoveragePoint(1, 0.5));
    assertThat(curve.area()).isCloseTo((0 + 1 / 2.0 + 1 / 3.0 + 1 / 2.0) / 4, within(1e-12));
  }

  @Test
  void equallySureAnswersAreGivenTogether() {
    // Two at 0.75 (one right, one wrong) share the risk of 1/2; then one at 0.5, right.
    RiskCoverage curve = RiskCoverage.of(RandomScores.scores("0.75 0.25 0.5", "")).orElseThrow();

    assertThat(curve.points())
        .containsExactly(new CoveragePoint(2 / 3.0, 0.5), new CoveragePoint(1, 1 / 3.0));
    assertThat(curve.area()).isCloseTo((0.5 + 0.5 + 1 / 3.0) / 3, within(1e-12));
  }

  @Test
  void isDefinedForOneClassButNotWithoutPictures() {
    assertThat(RiskCoverage.of(RandomScores.scores("", ""))).isEmpty();
    assertThat(RiskCoverage.of(RandomScores.scores("", "0.2 0.3")).orElseThrow().area()).isZero();
    assertThatThrownBy(() -> RiskCoverage.of(RandomScores.scores("1.5", "0")))
        .hasMessageContaining("from 0 to 1");
  }

  @Test
  void theSevenDiagnosesAreAsSureAsTheMostLikelyOne() {
    DiagnosisDistribution sure =
        DiagnosisDistribution.softmax(new float[] {5, 0, 0, 0, 0, 0, 0}, 1);
    DiagnosisDistribution unsure =
        DiagnosisDistribution.softmax(new float[] {0, 1, 0, 0, 0, 0, 0}, 1);
    RiskCoverage curve =
        RiskCoverage.of(List.of(Diagnosis.NV, Diagnosis.NV), List.of(unsure, sure)).orElseThrow();

    assertThat(curve.points())
        .containsExactly(new CoveragePoint(0.5, 1), new CoveragePoint(1, 0.5));
  }

  @Test
  void thinningKeepsTheAreaAndTheLastPoint() {
    RiskCoverage curve =
        RiskCoverage.of(RandomScores.of(RandomScores.labels(500, 3), 1, 4)).orElseThrow();
    RiskCoverage thinned = curve.thinned();

    assertThat(thinned.area()).isEqualTo(curve.area());
    assertThat(thinned.points()).hasSizeLessThanOrEqualTo(10);
    assertThat(curve.points()).containsAll(thinned.points());
    assertThat(thinned.points().get(thinned.points().size() - 1).coverage()).isEqualTo(1);
  }
}
