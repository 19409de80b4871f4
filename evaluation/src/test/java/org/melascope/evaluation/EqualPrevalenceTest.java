package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;

class EqualPrevalenceTest {
  /** Three of four are naevi. Of the last picture nv is 0.6 / 0.75 = 0.8, df 0.4 / 0.25 = 1.6. */
  @Test
  void dividesByTheShareThatADiagnosisHas() {
    List<Diagnosis> truth = List.of(Diagnosis.NV, Diagnosis.NV, Diagnosis.NV, Diagnosis.DF);
    List<DiagnosisDistribution> distributions =
        List.of(of(0, 0.9, 0.1), of(0, 0.8, 0.2), of(0, 0.7, 0.3), of(0, 0.6, 0.4));
    assertThat(EqualPrevalence.found(truth, distributions))
        .containsExactly(Diagnosis.NV, Diagnosis.NV, Diagnosis.DF, Diagnosis.DF);
    assertThat(distributions.get(3).mostLikely()).isEqualTo(Diagnosis.NV);
  }

  /** Nothing is a dermatofibroma: mel is 0.03 / 0.5, nv 0.07 / 0.5, whatever df is. */
  @Test
  void aDiagnosisThatDoesNotOccurIsNotFound() {
    List<Diagnosis> truth = List.of(Diagnosis.MEL, Diagnosis.NV);
    assertThat(EqualPrevalence.found(truth, List.of(of(0.8, 0.1, 0.1), of(0.03, 0.07, 0.9))))
        .containsExactly(Diagnosis.MEL, Diagnosis.NV);
  }

  /** Drawn are the second and third naevus once, the dermatofibroma four times: 2/6 and 4/6. */
  @Test
  void theSharesAreThoseOfWhatWasDrawn() {
    List<Diagnosis> truth = List.of(Diagnosis.NV, Diagnosis.NV, Diagnosis.NV, Diagnosis.DF);
    List<DiagnosisDistribution> distributions =
        List.of(of(0, 0.9, 0.1), of(0, 0.8, 0.2), of(0, 0.6, 0.4), of(0, 0.4, 0.6));
    assertThat(EqualPrevalence.found(truth, distributions, new int[] {0, 1, 1, 4}))
        .containsExactly(Diagnosis.NV, Diagnosis.NV, Diagnosis.NV, Diagnosis.NV);
  }

  @Test
  void ofOnePictureOnlyItsOwnDiagnosisIsFound() {
    assertThat(EqualPrevalence.found(List.of(Diagnosis.NV), List.of(of(0.9, 0.1, 0))))
        .containsExactly(Diagnosis.NV);
  }

  @Test
  void hasNothingToSayOfNoPictures() {
    assertThat(EqualPrevalence.found(List.of(), List.of())).isEmpty();
    assertThatThrownBy(() -> EqualPrevalence.found(List.of(), List.of(of(0, 1, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 diagnoses for 1 pictures");
  }

  /** Of a melanoma, a naevus and a dermatofibroma alone. */
  private static DiagnosisDistribution of(double mel, double nv, double df) {
    return new DiagnosisDistribution(List.of(mel, nv, 0.0, 0.0, 0.0, df, 0.0));
  }
}
