package org.melascope.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.Prediction;

class KnownFailuresTest {
  private final List<Prediction> predictions = new ArrayList<>();

  /** So many pictures, with P(melanoma) from {@code low} to {@code high}, of one lesion each. */
  private void add(int count, LabelSet label, String origin, double low, double high) {
    for (int i = 0; i < count; i++) {
      double melanoma = low + (high - low) * i / count;
      predictions.add(
          new Prediction(
              "p" + predictions.size(),
              "here",
              Optional.empty(),
              Optional.of(label),
              new DiagnosisDistribution(List.of(melanoma, 1 - melanoma, 0.0, 0.0, 0.0, 0.0, 0.0)),
              Map.of("origin", origin)));
    }
  }

  private String failures() {
    return String.join(
        "\n",
        KnownFailures.of(
            Evaluation.of(predictions, ReportFixture.points(), ReportFixture.BOOTSTRAP), 0.95));
  }

  @Test
  void namesAnArchiveWhoseMelanomasAreFoundMuchBetter() {
    add(200, LabelSet.BENIGN, "near", 0, 0.5);
    add(40, LabelSet.parse("mel"), "near", 0.2, 0.6);
    add(40, LabelSet.parse("mel"), "far", 0.9, 1);

    assertThat(failures()).contains("here: AUC", "for melanomas of near", "tells archives apart");
  }

  @Test
  void fewMelanomasOrLikeOnesSayNothingOfArchives() {
    add(200, LabelSet.BENIGN, "near", 0, 0.5);
    add(40, LabelSet.parse("mel"), "near", 0.2, 0.6);
    add(10, LabelSet.parse("mel"), "far", 0.9, 1);
    add(40, LabelSet.parse("mel"), "next", 0.21, 0.61);

    assertThat(failures()).doesNotContain("tells archives apart");
  }

  /** From P(malignant) 0.3 on: three in four of one archive, all of the other. */
  @Test
  void namesTheMelanomasOfWhichTheDefaultFindsFewerThanItWasSetTo() {
    add(200, LabelSet.BENIGN, "near", 0, 0.5);
    add(100, LabelSet.parse("mel"), "near", 0.2, 0.6);
    add(100, LabelSet.parse("mel"), "far", 0.9, 1);

    assertThat(failures())
        .contains(
            "here: the default setting was chosen to find 95 % of malignant lesions, and finds of"
                + " all its melanomas 0.875 [0.822, 0.914], of the melanomas of near 0.750 [0.657, 0.825].");
  }

  @Test
  void namesProbabilitiesThatAreTooHighOnAverage() {
    add(200, LabelSet.BENIGN, "near", 0.3, 0.6);
    add(40, LabelSet.parse("mel"), "near", 0.3, 0.9);

    assertThat(failures())
        .contains("here: P(melanoma) is too high on average, 0.473 where 0.167 are melanomas");
  }
}
