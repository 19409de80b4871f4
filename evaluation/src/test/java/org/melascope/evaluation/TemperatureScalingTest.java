package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;

class TemperatureScalingTest {
  private final List<float[]> logits = new ArrayList<>();
  private final List<LabelSet> labels = new ArrayList<>();

  /** Pictures whose diagnosis is drawn from the distribution at this temperature. */
  private void draw(int pictures, double temperature, boolean partly) {
    Random random = new Random(11);
    for (int i = 0; i < pictures; i++) {
      float[] z = new float[7];
      for (int k = 0; k < 7; k++) {
        z[k] = (float) (4 * random.nextGaussian());
      }
      DiagnosisDistribution truth = DiagnosisDistribution.softmax(z, temperature);
      double u = random.nextDouble();
      int k = 0;
      while (k < 6 && u >= truth.probabilities().get(k)) {
        u -= truth.probabilities().get(k++);
      }
      Diagnosis diagnosis = Diagnosis.ALL.get(k);
      boolean coarse = partly && i % 2 == 0;
      logits.add(z);
      labels.add(
          !coarse
              ? LabelSet.of(diagnosis)
              : diagnosis.malignant() ? LabelSet.MALIGNANT : LabelSet.BENIGN);
    }
  }

  @Test
  void findsTheTemperatureThePicturesWereDrawnWith() {
    draw(20_000, 2.5, false);

    assertThat(TemperatureScaling.fit(logits, labels).temperature()).isCloseTo(2.5, within(0.06));
  }

  @Test
  void noTemperatureOfAFineGridIsBetter() {
    draw(500, 1.7, true);
    double found = TemperatureScaling.fit(logits, labels).temperature();
    double best = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (double t = 0.06; t < 20; t *= 1.002) {
      double loss = plainLoss(t);
      if (loss < lowest) {
        lowest = loss;
        best = t;
      }
    }

    assertThat(Math.log(found)).isCloseTo(Math.log(best), within(0.002));
    assertThat(plainLoss(found)).isLessThanOrEqualTo(lowest);
  }

  private double plainLoss(double temperature) {
    double sum = 0;
    for (int i = 0; i < logits.size(); i++) {
      sum -= Math.log(DiagnosisDistribution.softmax(logits.get(i), temperature).of(labels.get(i)));
    }
    return sum / logits.size();
  }

  @Test
  void theLossIsTheLogarithmOfTheSummedProbability() {
    List<float[]> flat = List.of(new float[7], new float[7]);

    assertThat(
            TemperatureScaling.loss(flat, List.of(LabelSet.of(Diagnosis.MEL), LabelSet.BENIGN), 3))
        .isCloseTo((Math.log(7) + Math.log(7 / 4.0)) / 2, within(1e-12));
  }

  @Test
  void theLossSurvivesLogitsThatUnderflowAProbability() {
    List<float[]> sure = List.of(new float[] {0, 2000, 0, 0, 0, 0, 0});

    assertThat(TemperatureScaling.loss(sure, List.of(LabelSet.of(Diagnosis.MEL)), 1))
        .isEqualTo(2000);
  }

  @Test
  void endsAtTheLimitsWhenEverythingIsRightOrWrong() {
    List<float[]> sure = List.of(new float[] {3, 0, 0, 0, 0, 0, 0});

    assertThat(TemperatureScaling.fit(sure, List.of(LabelSet.of(Diagnosis.MEL))).temperature())
        .isEqualTo(TemperatureScaling.LOWEST);
    assertThat(TemperatureScaling.fit(sure, List.of(LabelSet.of(Diagnosis.DF))).temperature())
        .isEqualTo(TemperatureScaling.HIGHEST);
  }

  @Test
  void refusesWhatCannotBeFitted() {
    assertThatThrownBy(() -> TemperatureScaling.fit(List.of(), List.of()))
        .hasMessageContaining("0 logits");
    assertThatThrownBy(() -> TemperatureScaling.fit(List.of(new float[7]), List.of()))
        .hasMessageContaining("0 labels");
    assertThatThrownBy(
            () ->
                TemperatureScaling.fit(
                    List.of(new float[] {0, 0, 0, Float.NaN, 0, 0, 0}), List.of(LabelSet.BENIGN)))
        .hasMessageContaining("NaN");
  }
}
