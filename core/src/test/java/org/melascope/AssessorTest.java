package org.melascope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.image.LesionImage;

class AssessorTest {
  private Assessor assessor;

  @BeforeEach
  void open() throws UnusableBundleException {
    assessor = Assessor.open(Fixture.BUNDLE, 1);
  }

  @AfterEach
  void close() {
    assessor.close();
  }

  /** The fixture's temperature is 1.5; the softmax is written out here. */
  @Test
  void probabilitiesAreTheSoftmaxOfTheCalibratedLogits() {
    LesionImage picture = Fixture.picture(1);
    float[] logits = assessor.run(picture).logits();
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit / 1.5);
    }
    Assessment assessment = assessor.assess(picture);
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      assertThat(assessment.distribution().of(diagnosis))
          .isCloseTo(Math.exp(logits[diagnosis.ordinal()] / 1.5) / sum, within(1e-9));
    }
    assertThat(assessment.melanoma()).isEqualTo(assessment.distribution().of(Diagnosis.MEL));
    assertThat(assessment.evidence()).isEqualTo(assessor.run(picture).evidence());
    assertThat(assessment.model()).isEqualTo(assessor.description().identity());
    assertThat(assessment.reasons()).isEmpty();
  }

  @Test
  void decidesAtTheOperatingPointOfTheSensitivityAskedFor() {
    for (int number = 0; number < 20; number++) {
      LesionImage picture = Fixture.picture(number);
      Assessment strict = assessor.assess(picture, 0.90);
      assertThat(strict.operatingPoint().threshold()).isEqualTo(0.60);
      assertThat(strict.decision())
          .isEqualTo(strict.malignant() >= 0.60 ? Decision.SUSPICIOUS : Decision.LIKELY_BENIGN);
    }
  }

  @Test
  void decidesAtTheDefaultSensitivityWhenNoneIsAskedFor() {
    assertThat(assessor.assess(Fixture.picture(1)).operatingPoint().targetSensitivity())
        .isEqualTo(0.95);
  }

  @Test
  void namesTheRangeOfSensitivities() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assessor.assess(Fixture.picture(1), 0.5))
        .withMessageContaining("0.90 to 0.95");
  }

  @Test
  void moreThreadsGiveTheSameAnswer() throws UnusableBundleException {
    try (Assessor other = Assessor.open(Fixture.BUNDLE, 2)) {
      List<Double> expected = assessor.assess(Fixture.picture(2)).distribution().probabilities();
      List<Double> found = other.assess(Fixture.picture(2)).distribution().probabilities();
      for (int i = 0; i < 7; i++) {
        assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-5));
      }
    }
  }

  @Test
  void doesNotOpenWhatIsNoBundle() {
    assertThatExceptionOfType(UnusableBundleException.class)
        .isThrownBy(() -> Assessor.open(Path.of("src"), 1))
        .withMessageContaining("bundle.json");
  }
}
