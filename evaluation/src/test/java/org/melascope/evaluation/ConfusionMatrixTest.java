package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.melascope.diagnosis.Diagnosis.BCC;
import static org.melascope.diagnosis.Diagnosis.MEL;
import static org.melascope.diagnosis.Diagnosis.NV;
import static org.melascope.diagnosis.Diagnosis.VASC;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Proportion;

class ConfusionMatrixTest {
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(
          List.of(MEL, MEL, MEL, MEL, NV, NV, NV, NV, NV, NV, BCC),
          List.of(MEL, MEL, MEL, NV, NV, NV, NV, MEL, VASC, NV, MEL));

  @Test
  void countsTruthInRowsAndAnswersInColumns() {
    assertThat(MATRIX.count(MEL, NV)).isEqualTo(1);
    assertThat(MATRIX.count(NV, VASC)).isEqualTo(1);
    assertThat(MATRIX.count(VASC, NV)).isZero();
    assertThat(MATRIX.counts().get(0)).containsExactly(3L, 1L, 0L, 0L, 0L, 0L, 0L);
  }

  @Test
  void balancedAccuracyIsTheMeanRecallOfWhatOccurs() {
    // 3 of 4 melanomas, 4 of 6 naevi, 0 of 1 carcinoma; the other four do not occur.
    assertThat(MATRIX.balancedAccuracy().getAsDouble())
        .isCloseTo((3 / 4.0 + 4 / 6.0 + 0) / 3, within(1e-12));
    assertThat(MATRIX.recall(NV)).isEqualTo(Proportion.wilson(4, 6));
    assertThat(MATRIX.accuracy()).isEqualTo(Proportion.wilson(7, 11));
  }

  @Test
  void countsAPictureAsOftenAsItWasDrawn() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(List.of(MEL, NV, BCC), List.of(MEL, MEL, BCC), new int[] {3, 0, 1});

    assertThat(matrix.count(MEL, MEL)).isEqualTo(3);
    assertThat(matrix.balancedAccuracy()).hasValue(1);
  }

  @Test
  void theMeanOverDiagnosesOfWhichOneDoesNotOccurIsNotKnown() {
    assertThat(MATRIX.balancedAccuracy(Set.of(MEL, NV)).getAsDouble())
        .isCloseTo((3 / 4.0 + 4 / 6.0) / 2, within(1e-12));
    assertThat(MATRIX.balancedAccuracy(Set.of(MEL, NV, VASC))).isEmpty();
  }

  @Test
  void oneDiagnosisHasNoBalancedAccuracyAndNoPictureHasAny() {
    ConfusionMatrix one = ConfusionMatrix.of(List.of(MEL), List.of(MEL));
    assertThat(one.balancedAccuracy()).isEmpty();

    ConfusionMatrix empty = ConfusionMatrix.of(List.of(), List.of());

    assertThat(empty.balancedAccuracy()).isEmpty();
    assertThat(empty.accuracy().value()).isEmpty();
  }

  @Test
  void refusesWhatIsNoMatrix() {
    assertThatThrownBy(() -> new ConfusionMatrix(List.of())).hasMessageContaining("seven");
    assertThatThrownBy(
            () -> new ConfusionMatrix(Collections.nCopies(7, Collections.nCopies(7, -1L))))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> ConfusionMatrix.of(List.of(MEL), List.of()))
        .hasMessageContaining("every picture");
  }
}
