package org.melascope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OperatingCurveTest {
  private static final OperatingCurve CURVE =
      new OperatingCurve(List.of(point(0.90, 0.4), point(0.95, 0.25), point(0.99, 0.25)));

  private static OperatingPoint point(double target, double threshold) {
    return new OperatingPoint(
        target,
        threshold,
        Proportion.wilson(96, 100),
        Proportion.wilson(48, 50),
        Proportion.wilson(70, 100),
        "validation");
  }

  private static DiagnosisDistribution withMalignant(double probability) {
    return new DiagnosisDistribution(List.of(0., 1 - probability, probability, 0., 0., 0., 0.));
  }

  @Test
  void offersTwentyTargetsFromEightyToNinetyNinePercent() {
    assertThat(OperatingCurve.TARGETS).hasSize(20).startsWith(0.80, 0.81).endsWith(0.98, 0.99);
  }

  @Test
  void givesThePointWithTheSmallestTargetThatIsEnough() {
    assertThat(CURVE.at(0.90).targetSensitivity()).isEqualTo(0.90);
    assertThat(CURVE.at(0.901).targetSensitivity()).isEqualTo(0.95);
    assertThat(CURVE.at(0.7 + 0.25).targetSensitivity()).isEqualTo(0.95);
    assertThat(CURVE.at(0.99).targetSensitivity()).isEqualTo(0.99);
  }

  @Test
  void namesTheRangeWhenAskedForASensitivityOutsideIt() {
    for (double outside : new double[] {0.5, 0.995, 95, Double.NaN}) {
      assertThatThrownBy(() -> CURVE.at(outside))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(outside))
          .hasMessageContaining("from 0.90 to 0.99");
    }
  }

  @Test
  void aLesionAtTheThresholdIsSuspicious() {
    OperatingPoint point = point(0.95, 0.25);

    assertThat(point.decide(withMalignant(0.25))).isEqualTo(Decision.SUSPICIOUS);
    assertThat(point.decide(withMalignant(0.24))).isEqualTo(Decision.LIKELY_BENIGN);
  }

  @Test
  void refusesCurvesThatAreNone() {
    assertThatThrownBy(() -> new OperatingCurve(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new OperatingCurve(List.of(point(0.9, 0.1), point(0.9, 0.1))))
        .hasMessageContaining("sorted");
    assertThatThrownBy(() -> new OperatingCurve(List.of(point(0.9, 0.1), point(0.95, 0.2))))
        .hasMessageContaining("threshold");
  }

  @Test
  void refusesPointsOutOfRange() {
    assertThatThrownBy(() -> point(0, 0.5)).hasMessageContaining("targetSensitivity");
    assertThatThrownBy(() -> point(95, 0.5)).hasMessageContaining("95");
    assertThatThrownBy(() -> point(0.95, Double.NaN)).hasMessageContaining("threshold");
    Proportion any = Proportion.wilson(1, 1);
    assertThatThrownBy(() -> new OperatingPoint(0.95, 0.5, any, any, any, " "))
        .hasMessageContaining("data");
  }

  @Test
  void survivesJson() {
    JsonMapper json = new JsonMapper();

    assertThat(json.readValue(json.writeValueAsString(CURVE), OperatingCurve.class))
        .isEqualTo(CURVE);
  }

  @Test
  void everyDecisionMeansSomethingElse() {
    assertThat(List.of(Decision.values())).extracting(Decision::meaning).doesNotHaveDuplicates();
  }
}
