package org.melascope.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.Section;

class PlainWordsTest {
  private static final Evaluation EVALUATION =
      Evaluation.of(ReportFixture.predictions(), ReportFixture.points(), ReportFixture.BOOTSTRAP);

  private static String of(String source) {
    Section section = Optional.ofNullable(EVALUATION.sources().get(source)).orElseThrow();
    return PlainWords.of(section, 0.95).orElseThrow();
  }

  @Test
  void otherCancersAreNoFalseAlarms() {
    long flagged =
        ReportFixture.predictions().stream()
            .filter(p -> p.source().equals("fine") && p.distribution().malignant() >= 0.3)
            .filter(p -> !p.diagnosis().equals(Optional.of(Diagnosis.MEL)))
            .count();
    long cancers =
        ReportFixture.predictions().stream()
            .filter(p -> p.source().equals("fine") && p.distribution().malignant() >= 0.3)
            .filter(
                p ->
                    p.diagnosis().equals(Optional.of(Diagnosis.BCC))
                        || p.diagnosis().equals(Optional.of(Diagnosis.AKIEC)))
            .count();

    assertThat(of("fine"))
        .contains(
            "of the other %d, which it called suspicious, too, %d are other cancers and the rest false alarms."
                .formatted(flagged, cancers));
  }

  @Test
  void whereOtherCancersAreNotKnownNothingIsCalledAFalseAlarm() {
    assertThat(of("coarse")).contains("other cancers among them rightly").doesNotContain("false");
  }
}
