package org.melascope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DiagnosisDistributionTest {
  private static final DiagnosisDistribution SOME =
      new DiagnosisDistribution(List.of(0.3, 0.25, 0.2, 0.1, 0.05, 0.06, 0.04));

  @Test
  void malignantIsMelanomaPlusBasalCellCarcinomaPlusActinicKeratosis() {
    assertThat(SOME.malignant()).isCloseTo(0.6, within(1e-12));
    assertThat(SOME.melanoma()).isEqualTo(0.3);
    assertThat(SOME.of(Diagnosis.VASC)).isEqualTo(0.04);
  }

  @Test
  void aLabelSetHasTheSumOfItsDiagnoses() {
    assertThat(SOME.of(LabelSet.of(Diagnosis.NV, Diagnosis.DF))).isCloseTo(0.31, within(1e-12));
    assertThat(SOME.of(LabelSet.BENIGN)).isCloseTo(1 - SOME.malignant(), within(1e-12));
  }

  @Test
  void sumsNeverExceedOneEvenWhereTheProbabilitiesDo() {
    var slightlyAbove = new DiagnosisDistribution(List.of(0.5000004, 0., 0.3, 0.2, 0., 0., 0.));

    assertThat(slightlyAbove.malignant()).isEqualTo(1);
  }

  @Test
  void mostLikelyIsTheLargestAndOfEqualOnesTheFirst() {
    assertThat(SOME.mostLikely()).isEqualTo(Diagnosis.MEL);
    assertThat(new DiagnosisDistribution(List.of(0., 0.1, 0.1, 0.2, 0.3, 0.3, 0.)).mostLikely())
        .isEqualTo(Diagnosis.BKL);
  }

  @Test
  void refusesWhatIsNoDistribution() {
    assertThatThrownBy(() -> new DiagnosisDistribution(List.of(0.5, 0.5)))
        .hasMessageContaining("got 2");
    assertThatThrownBy(() -> new DiagnosisDistribution(List.of(0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2)))
        .hasMessageContaining("add up to 1");
    assertThatThrownBy(() -> new DiagnosisDistribution(List.of(1.2, -0.2, 0., 0., 0., 0., 0.)))
        .hasMessageContaining("mel");
    assertThatThrownBy(() -> new DiagnosisDistribution(List.of(1., 0., 0., Double.NaN, 0., 0., 0.)))
        .hasMessageContaining("akiec");
  }

  @Test
  void softmaxOfLogarithmsGivesTheirNumbersBack() {
    float[] logits = new float[7];
    for (int i = 0; i < 7; i++) {
      logits[i] = (float) Math.log(i + 1);
    }

    // 1 + ... + 7 = 28; with temperature 1/2 the numbers are squared: 1 + 4 + ... + 49 = 140.
    assertThat(DiagnosisDistribution.softmax(logits, 1).of(Diagnosis.VASC))
        .isCloseTo(7 / 28.0, within(1e-7));
    assertThat(DiagnosisDistribution.softmax(logits, 0.5).of(Diagnosis.BCC))
        .isCloseTo(9 / 140.0, within(1e-7));
  }

  @Test
  void softmaxOfHugeLogitsNeitherOverflowsNorLosesTheRest() {
    var distribution = DiagnosisDistribution.softmax(new float[] {3e38f, 3e38f, 0, 0, 0, 0, 0}, 1);

    assertThat(distribution.probabilities()).containsExactly(0.5, 0.5, 0., 0., 0., 0., 0.);
  }

  @Test
  void softmaxRefusesLogitsThatAreNotFiniteAndBadTemperatures() {
    assertThatThrownBy(
            () -> DiagnosisDistribution.softmax(new float[] {0, Float.NaN, 0, 0, 0, 0, 0}, 1))
        .hasMessageContaining("nv");
    assertThatThrownBy(() -> DiagnosisDistribution.softmax(new float[6], 1))
        .hasMessageContaining("got 6");
    assertThatThrownBy(() -> DiagnosisDistribution.softmax(new float[7], 0))
        .hasMessageContaining("temperature");
  }

  @Test
  void calibrationDividesTheLogitsByItsTemperature() {
    float[] logits = {2, 1, 0, -1, 0.5f, -2, 3};
    float[] halved = {1, 0.5f, 0, -0.5f, 0.25f, -1, 1.5f};

    assertThat(new Calibration(2).apply(logits))
        .isEqualTo(DiagnosisDistribution.softmax(halved, 1));
    assertThatThrownBy(() -> new Calibration(Double.POSITIVE_INFINITY))
        .hasMessageContaining("temperature");
    assertThatThrownBy(() -> new Calibration(-1)).hasMessageContaining("-1");
  }

  @Test
  void survivesJson() {
    JsonMapper json = new JsonMapper();
    String text = json.writeValueAsString(SOME);

    assertThat(text).isEqualTo("{\"probabilities\":[0.3,0.25,0.2,0.1,0.05,0.06,0.04]}");
    assertThat(json.readValue(text, DiagnosisDistribution.class)).isEqualTo(SOME);
  }

  @Test
  void theListCannotBeChangedFromOutside() {
    var values = new ArrayList<>(Collections.nCopies(7, 1 / 7.0));
    var distribution = new DiagnosisDistribution(values);
    values.set(0, 9.0);

    assertThat(distribution.melanoma()).isEqualTo(1 / 7.0);
  }
}
