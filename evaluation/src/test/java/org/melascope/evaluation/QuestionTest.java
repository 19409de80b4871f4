package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;

class QuestionTest {
  @Test
  void agreesWithWhatALabelSaysItself() {
    for (LabelSet label :
        List.of(
            LabelSet.of(Diagnosis.MEL),
            LabelSet.of(Diagnosis.NV),
            LabelSet.BENIGN,
            LabelSet.MALIGNANT,
            LabelSet.NOT_MELANOMA,
            LabelSet.of(Diagnosis.MEL, Diagnosis.NV))) {
      assertThat(Question.MELANOMA.answer(label)).isEqualTo(label.melanoma());
      assertThat(Question.MALIGNANT.answer(label)).isEqualTo(label.malignant());
    }
  }

  @Test
  void oneDiagnosisIsOpenWhereALabelAllowsItAmongOthers() {
    Question naevus = Question.of(Diagnosis.NV);

    assertThat(naevus.answer(LabelSet.of(Diagnosis.NV))).hasValue(true);
    assertThat(naevus.answer(LabelSet.BENIGN)).isEmpty();
    assertThat(naevus.answer(LabelSet.MALIGNANT)).hasValue(false);
  }
}
