package org.melascope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSetTest {
  @Test
  void knowsWhatALabelTellsAboutMelanomaAndMalignancy() {
    LabelSet melanoma = LabelSet.of(Diagnosis.MEL);
    assertThat(melanoma.melanoma()).hasValue(true);
    assertThat(melanoma.malignant()).hasValue(true);

    assertThat(LabelSet.BENIGN.melanoma()).hasValue(false);
    assertThat(LabelSet.BENIGN.malignant()).hasValue(false);

    assertThat(LabelSet.MALIGNANT.melanoma()).isEmpty();
    assertThat(LabelSet.MALIGNANT.malignant()).hasValue(true);

    assertThat(LabelSet.NOT_MELANOMA.melanoma()).hasValue(false);
    assertThat(LabelSet.NOT_MELANOMA.malignant()).isEmpty();
  }

  @Test
  void onlyOneDiagnosisIsADiagnosis() {
    assertThat(LabelSet.of(Diagnosis.DF).only()).hasValue(Diagnosis.DF);
    assertThat(LabelSet.BENIGN.only()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mel", "nv|bkl|df|vasc", "mel|bcc|akiec", "nv|bcc|akiec|bkl|df|vasc"})
  void writesWhatItReads(String text) {
    assertThat(LabelSet.parse(text)).hasToString(text);
  }

  @Test
  void readsWordsAndAnyLetterCase() {
    assertThat(LabelSet.parse(" Benign ")).isEqualTo(LabelSet.BENIGN);
    assertThat(LabelSet.parse("MALIGNANT")).isEqualTo(LabelSet.MALIGNANT);
    assertThat(LabelSet.parse("not-mel")).isEqualTo(LabelSet.NOT_MELANOMA);
    assertThat(LabelSet.parse("VASC| df")).isEqualTo(LabelSet.of(Diagnosis.DF, Diagnosis.VASC));
  }

  @Test
  void namesTheWordThatIsNoDiagnosis() {
    assertThatThrownBy(() -> LabelSet.parse("mel|mole")).hasMessageContaining("'mole'");
    assertThatThrownBy(() -> LabelSet.parse("mel|")).hasMessageContaining("''");
  }

  @Test
  void refusesSetsThatSayNothing() {
    assertThatThrownBy(() -> new LabelSet(Set.of())).hasMessageContaining("one to six");
    assertThatThrownBy(() -> LabelSet.of(Diagnosis.ALL)).hasMessageContaining("one to six");
  }
}
