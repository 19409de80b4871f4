package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;
import org.melascope.diagnosis.OperatingCurve;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;

class OperatingPointsTest {
  private static final LabelSet MELANOMA = LabelSet.of(Diagnosis.MEL);
  private static final LabelSet CARCINOMA = LabelSet.of(Diagnosis.BCC);
  private static final LabelSet NAEVUS = LabelSet.of(Diagnosis.NV);

  private final List<Double> scores = new ArrayList<>();
  private final List<LabelSet> labels = new ArrayList<>();

  private void add(LabelSet label, double... values) {
    for (double value : values) {
      scores.add(value);
      labels.add(label);
    }
  }

  private OperatingCurve choose() {
    return OperatingPoints.choose(
        scores.stream().mapToDouble(Double::doubleValue).toArray(), labels, "these pictures");
  }

  @Test
  void lowersTheThresholdUntilEnoughMelanomasAreFoundToo() {
    add(MELANOMA, 0.9, 0.8, 0.7, 0.6, 0.3);
    add(CARCINOMA, 0.95, 0.94, 0.93, 0.92, 0.91);
    add(NAEVUS, 0.65, 0.5, 0.2, 0.1);

    // Eight of ten malignant ones score at least 0.7, but four of five melanomas only 0.6.
    assertThat(choose().at(0.8))
        .isEqualTo(
            new OperatingPoint(
                0.8,
                0.6,
                Proportion.wilson(9, 10),
                Proportion.wilson(4, 5),
                Proportion.wilson(3, 4),
                "these pictures"));
    assertThat(choose().at(0.81).threshold()).isEqualTo(0.3);
    assertThat(choose().points())
        .extracting(OperatingPoint::targetSensitivity)
        .isEqualTo(OperatingCurve.TARGETS);
  }

  @Test
  void isHeldToTheOtherMalignantDiagnosesAsWell() {
    add(MELANOMA, 0.9, 0.9, 0.9, 0.9, 0.9);
    add(CARCINOMA, 0.5, 0.5, 0.5, 0.1, 0.1);

    assertThat(choose().at(0.8).threshold()).isEqualTo(0.5);
    assertThat(choose().at(0.9).threshold()).isEqualTo(0.1);
  }

  @Test
  void picturesOfUnknownMalignancyChangeNothing() {
    add(MELANOMA, 0.9, 0.4);
    add(NAEVUS, 0.5, 0.1);
    OperatingCurve without = choose();
    add(LabelSet.NOT_MELANOMA, 0.95, 0.45, 0.05);

    assertThat(choose()).isEqualTo(without);
  }

  @Test
  void picturesKnownOnlyToBeMalignantCountAsMalignantButNotAsMelanoma() {
    add(LabelSet.MALIGNANT, 0.9, 0.6);
    add(LabelSet.BENIGN, 0.7);
    OperatingPoint point = choose().at(0.95);

    assertThat(point.threshold()).isEqualTo(0.6);
    assertThat(point.sensitivity()).isEqualTo(Proportion.wilson(2, 2));
    assertThat(point.melanomaSensitivity()).isEqualTo(Proportion.wilson(0, 0));
    assertThat(point.specificity()).isEqualTo(Proportion.wilson(0, 1));
  }

  @Test
  void withoutBenignPicturesTheSpecificityIsUnknown() {
    add(MELANOMA, 0.9);

    assertThat(choose().at(0.9).specificity()).isEqualTo(Proportion.wilson(0, 0));
  }

  @Test
  void withoutMalignantPicturesNothingCanBeChosen() {
    add(NAEVUS, 0.9);
    add(LabelSet.NOT_MELANOMA, 0.9);

    assertThatThrownBy(this::choose)
        .hasMessageContaining("these pictures")
        .hasMessageContaining("malignant");
  }

  @Test
  void everyPointReachesItsTargetAndNoLargerThresholdWould() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      LabelSet label = List.of(MELANOMA, CARCINOMA, NAEVUS).get(i % 3);
      add(label, Math.round(100 * random.nextDouble()) / 100.0);
    }
    for (OperatingPoint point : choose().points()) {
      double target = point.targetSensitivity();
      assertThat(reaches(point.threshold(), target)).isTrue();
      assertThat(
              scores.stream().filter(s -> s > point.threshold()).noneMatch(s -> reaches(s, target)))
          .isTrue();
    }
  }

  private boolean reaches(double threshold, double target) {
    return found(threshold, List.of(MELANOMA)) >= target - 1e-9
        && found(threshold, List.of(MELANOMA, CARCINOMA)) >= target - 1e-9;
  }

  private double found(double threshold, List<LabelSet> among) {
    int all = 0;
    int found = 0;
    for (int i = 0; i < labels.size(); i++) {
      if (among.contains(labels.get(i))) {
        all++;
        found += scores.get(i) >= threshold ? 1 : 0;
      }
    }
    return (double) found / all;
  }
}
