package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;

class EqualPrevalenceTest {
  @Test
  void findsARareDiagnosisWhereItIsMoreLikelyThanElsewhere() {
    // Mean probabilities: nv 0.8, df 0.2. Of the last picture nv is 0.6 / 0.8, df 0.4 / 0.2.
    List<DiagnosisDistribution> distributions =
        List.of(of(0.9, 0.1), of(0.9, 0.1), of(0.8, 0.2), of(0.6, 0.4));
    assertThat(EqualPrevalence.found(distributions))
        .containsExactly(Diagnosis.NV, Diagnosis.NV, Diagnosis.NV, Diagnosis.DF);
    assertThat(distributions.get(3).mostLikely()).isEqualTo(Diagnosis.NV);
  }

  @Test
  void hasNothingToSayOfNoPictures() {
    assertThat(EqualPrevalence.found(List.of())).isEmpty();
  }

  /** Of a naevus and a dermatofibroma alone. */
  private static DiagnosisDistribution of(double nv, double df) {
    return new DiagnosisDistribution(List.of(0.0, nv, 0.0, 0.0, 0.0, df, 0.0));
  }
}
