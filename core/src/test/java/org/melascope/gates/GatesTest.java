package org.melascope.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final ConformalPrediction CONFORMAL =
      new ConformalPrediction(
          List.of(
              new ConformalPrediction.Level(0.90, 0.30, 0.25),
              new ConformalPrediction.Level(0.95, 0.10, 0.60)),
          0.95);

  private static QualityLimits limits(Reason changed, double limit) {
    Map<String, Double> limits = new HashMap<>();
    for (Reason reason : Reason.OF_QUALITY) {
      limits.put(reason.code(), reason.above() ? 1e9 : -1);
    }
    limits.put(changed.code(), limit);
    return new QualityLimits(limits);
  }

  private static Gates gates(Reason changed, double limit) {
    Novelty novelty = new Novelty(List.of(new Novelty.Group(new float[1], new float[] {1})));
    return new Gates(limits(changed, limit), novelty, 2, CONFORMAL, 0.3);
  }

  private static ImageQuality grey() {
    float[] samples = new float[3 * 16 * 16];
    Arrays.fill(samples, 100);
    return ImageQuality.of(samples, 16, 256);
  }

  @Test
  void aSetHoldsWhatThePredictionLeavesOpen() {
    assertThat(CONFORMAL.of(0.05))
        .containsExactly(
            new PredictionSet(0.90, false, true), new PredictionSet(0.95, false, true));
    assertThat(CONFORMAL.of(0.27))
        .containsExactly(
            new PredictionSet(0.90, false, false), new PredictionSet(0.95, true, true));
    assertThat(CONFORMAL.of(0.60).get(1)).isEqualTo(new PredictionSet(0.95, true, true));
    assertThat(CONFORMAL.of(0.61).get(1)).isEqualTo(new PredictionSet(0.95, true, false));
  }

  @Test
  void bothOpenAtTheDecidingLevelIsUncertain() {
    Gates gates = gates(Reason.BLURRED, -1);
    assertThat(gates.judge(grey(), 1, 0.05).findings()).isEmpty();
    assertThat(gates.judge(grey(), 1, 0.2).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.BOTH_POSSIBLE);
    assertThat(gates.judge(grey(), 1, 0.2).has(Reason.Consequence.UNCERTAIN)).isTrue();
  }

  @Test
  void aPictureAtALimitPassesAndOneBeyondDoesNot() {
    double luma = grey().of(Reason.TOO_DARK);
    assertThat(luma).isBetween(99.9, 100.1);
    assertThat(gates(Reason.TOO_DARK, luma).judge(grey(), 1, 0).findings()).isEmpty();
    assertThat(gates(Reason.TOO_DARK, luma + 1).judge(grey(), 2, 0).findings())
        .containsExactly(new Finding(Reason.TOO_DARK, luma, luma + 1));
    assertThat(gates(Reason.BLURRED, -1).judge(grey(), 2.1, 0).findings())
        .containsExactly(new Finding(Reason.UNLIKE_KNOWN, 2.1, 2));
  }

  @Test
  void viewsMayDifferUpToTheLimit() {
    Gates gates = gates(Reason.BLURRED, -1);
    assertThat(gates.judge(grey(), 1, 0.05, 0.3).findings()).isEmpty();
    assertThat(gates.judge(grey(), 1, 0.05, 0.31).findings())
        .containsExactly(new Finding(Reason.TURNS_DISAGREE, 0.31, 0.3));
  }

  @Test
  void aNoveltyThatIsNoNumberIsNoKnownOne() {
    assertThat(gates(Reason.BLURRED, -1).judge(grey(), Double.NaN, 0.05).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.UNLIKE_KNOWN);
  }

  @Test
  void aLesionThatPassesIsRemarkedOnWhereASetHoldsMalignantAlone() {
    Gates gates = gates(Reason.BLURRED, -1);
    assertThat(gates.againstLettingPass(0.20)).as("benign alone, and both").isEmpty();
    assertThat(gates.againstLettingPass(0.27)).as("neither, and both").isEmpty();
    assertThat(gates.againstLettingPass(0.30))
        .contains(new Finding(Reason.BENIGN_RULED_OUT, 0.30, 0.25));
    assertThat(gates.againstLettingPass(0.90))
        .contains(new Finding(Reason.BENIGN_RULED_OUT, 0.90, 0.25));
  }

  @Test
  void codesAreWhatTheDocumentationSays() {
    assertThat(Reason.values())
        .extracting(Reason::code)
        .containsExactly(
            "blurred",
            "too-dark",
            "overexposed",
            "low-contrast",
            "low-resolution",
            "no-lesion",
            "lesion-too-small",
            "lesion-cut-off",
            "covered",
            "unlike-known",
            "both-possible",
            "turns-disagree",
            "evidence-off-lesion",
            "benign-ruled-out");
    for (Reason reason : Reason.values()) {
      assertThat(Reason.ofCode(reason.code())).contains(reason);
      assertThat(reason.words()).endsWith(".");
      assertThat(reason.advice()).endsWith(".");
    }
    assertThat(Reason.ofCode("bored")).isEmpty();
  }

  @Test
  void levelsRiseAndOneOfThemDecides() {
    ConformalPrediction.Level level = new ConformalPrediction.Level(0.9, 0.1, 0.2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConformalPrediction(List.of(level), 0.95))
        .withMessageContaining("none of the levels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConformalPrediction(List.of(level, level), 0.9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConformalPrediction.Level(0.9, 1.1, 0.2));
  }

  @Test
  void measuresOnlyWhatHasTheSizeItIsSaidToHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageQuality.of(new float[10], 16, 256))
        .withMessageContaining("768");
  }
}
