package org.melascope.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.Prediction;

class RobustnessTest {
  private static final Perturbation CHANGE =
      new Perturbation("change", "for a test", picture -> picture);
  private static final LabelSet MEL = LabelSet.of(Diagnosis.MEL);
  private static final LabelSet NV = LabelSet.of(Diagnosis.NV);

  /** Decided at 0.4, without gates. */
  private static DecidedPicture picture(String name, LabelSet label, double melanoma) {
    return picture(
        name, label, melanoma, melanoma >= 0.4 ? Decision.SUSPICIOUS : Decision.LIKELY_BENIGN);
  }

  private static DecidedPicture picture(
      String name, LabelSet label, double melanoma, Decision decision) {
    return new DecidedPicture(
        new Prediction(
            name,
            "mine",
            Optional.empty(),
            Optional.of(label),
            new DiagnosisDistribution(List.of(melanoma, 1 - melanoma, 0., 0., 0., 0., 0.)),
            Map.of()),
        decision);
  }

  private static List<DecidedPicture> plain() {
    return List.of(
        picture("a", MEL, 0.9),
        picture("b", MEL, 0.6),
        picture("c", NV, 0.5),
        picture("d", NV, 0.1),
        picture("e", NV, 0.2));
  }

  /** b falls below c and the threshold, d rises above the threshold. */
  private static List<DecidedPicture> changed() {
    return List.of(
        picture("a", MEL, 0.9),
        picture("b", MEL, 0.35),
        picture("c", NV, 0.5),
        picture("d", NV, 0.45),
        picture("e", NV, 0.2));
  }

  @Test
  void comparesEachChangeWithThePlainPass() {
    SourceRobustness mine =
        Robustness.of(plain(), Map.of(CHANGE, changed()), 0.4).sources().get("mine");
    RobustnessRow row = mine.rows().get(0);

    assertThat(mine.question()).isEqualTo("melanoma");
    assertThat(mine.auc().orElseThrow().value()).isEqualTo(1);
    assertThat(mine.specificityAt95()).hasValue(1);
    // Of six pairs b loses to c and d.
    assertThat(row.auc().orElseThrow().value()).isEqualTo(4 / 6.0);
    assertThat(row.aucDifference().orElseThrow().value()).isEqualTo(4 / 6.0 - 1);
    // All melanomas are found from 0.35 on, where one of three others is spared.
    assertThat(row.specificityAt95()).hasValue(1 / 3.0);
    assertThat(row.specificityDifference()).hasValue(1 / 3.0 - 1);
    assertThat(row.changed()).isEqualTo(Proportion.wilson(2, 5));
    assertThat(row.newlySuspicious()).isEqualTo(1);
    assertThat(row.otherDecision()).hasValue(row.changed());
  }

  /** What the gates refuse is another decision, though its probability stays where it was. */
  @Test
  void aPictureThatIsRefusedOnceItIsChangedHasAnotherDecision() {
    List<DecidedPicture> refused = new ArrayList<>(plain());
    refused.set(0, picture("a", MEL, 0.9, Decision.NOT_ASSESSABLE));
    refused.set(3, picture("d", NV, 0.1, Decision.UNCERTAIN));
    SourceRobustness mine =
        Robustness.of(plain(), Map.of(CHANGE, refused), 0.4).sources().get("mine");
    RobustnessRow row = mine.rows().get(0);

    assertThat(row.changed()).isEqualTo(Proportion.wilson(0, 5));
    assertThat(row.otherDecision()).hasValue(Proportion.wilson(2, 5));
    assertThat(mine.notAssessable()).hasValue(Proportion.wilson(0, 5));
    assertThat(row.notAssessable()).hasValue(Proportion.wilson(1, 5));
  }

  @Test
  void noChangeChangesNothing() {
    RobustnessRow row =
        Robustness.of(plain(), Map.of(CHANGE, plain()), 0.4).sources().get("mine").rows().get(0);

    assertThat(row.aucDifference().orElseThrow().value()).isZero();
    assertThat(row.changed()).isEqualTo(Proportion.wilson(0, 5));
  }

  @Test
  void whereMelanomaIsNotKnownMalignancyIsAsked() {
    List<DecidedPicture> coarse =
        List.of(picture("a", LabelSet.MALIGNANT, 0.9), picture("b", LabelSet.BENIGN, 0.1));
    SourceRobustness mine =
        Robustness.of(coarse, Map.of(CHANGE, coarse), 0.4).sources().get("mine");

    assertThat(mine.question()).isEqualTo("malignant");
    assertThat(mine.auc().orElseThrow().value()).isEqualTo(1);
    assertThat(mine.rows().get(0).aucDifference()).isEmpty();
  }

  @Test
  void oneClassHasDecisionsButNoCurve() {
    List<DecidedPicture> benign = List.of(picture("b", NV, 0.1), picture("c", NV, 0.5));
    RobustnessRow row =
        Robustness.of(benign, Map.of(CHANGE, benign), 0.4).sources().get("mine").rows().get(0);

    assertThat(row.auc()).isEmpty();
    assertThat(row.specificityAt95()).isEmpty();
    assertThat(row.changed().trials()).isEqualTo(2);
    assertThat(Robustness.of(List.of(), Map.of(), 0.4).sources()).isEmpty();
  }

  @Test
  void needsTheSamePicturesInTheSameOrder() {
    assertThatThrownBy(() -> Robustness.of(plain(), Map.of(CHANGE, changed().subList(1, 5)), 0.4))
        .hasMessageContaining("change: needs the same pictures");
  }
}
