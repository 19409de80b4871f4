package org.melascope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosisTest {
  @Test
  void theOrderIsThatOfTheNetworksLogits() {
    assertThat(Diagnosis.ALL)
        .extracting(Diagnosis::code)
        .containsExactly("mel", "nv", "bcc", "akiec", "bkl", "df", "vasc");
  }

  @Test
  void threeOfSevenAreMalignant() {
    assertThat(Diagnosis.ALL.stream().filter(Diagnosis::malignant))
        .containsExactly(Diagnosis.MEL, Diagnosis.BCC, Diagnosis.AKIEC);
  }

  @Test
  void codesAreReadInAnyLetterCase() {
    assertThat(Diagnosis.ofCode("BkL")).hasValue(Diagnosis.BKL);
    assertThat(Diagnosis.ofCode("scc")).isEmpty();
  }
}
