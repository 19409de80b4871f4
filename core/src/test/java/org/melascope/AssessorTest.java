package org.melascope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.gates.ConformalPrediction;
import org.melascope.gates.Finding;
import org.melascope.gates.PredictionSet;
import org.melascope.gates.QualityLimits;
import org.melascope.gates.Reason;
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
  void aFlawOfThePictureKeepsFromAnswering() throws UnusableBundleException {
    try (Assessor strict = Assessor.of(Fixture.strict(Reason.BLURRED, 9), 1)) {
      Assessment assessment = strict.assess(Fixture.picture(1));
      assertThat(assessment.decision()).isEqualTo(Decision.NOT_ASSESSABLE);
      assertThat(assessment.reasons()).extracting(Finding::reason).containsExactly(Reason.BLURRED);
      assertThat(assessment.judgement().orElseThrow().quality().of(Reason.BLURRED))
          .isEqualTo(assessment.reasons().get(0).value())
          .isBetween(0.0, 9.0);
    }
  }

  @Test
  void aRemarkLeavesTheDecision() throws UnusableBundleException {
    Assessment plain = assessor.assess(Fixture.picture(1));
    try (Assessor strict = Assessor.of(Fixture.strict(Reason.LESION_CUT_OFF, -1), 1)) {
      Assessment assessment = strict.assess(Fixture.picture(1));
      assertThat(assessment.decision()).isEqualTo(plain.decision());
      assertThat(assessment.reasons())
          .extracting(Finding::reason)
          .containsExactly(Reason.LESION_CUT_OFF);
    }
  }

  @Test
  void aPictureUnlikeTheTrainingPicturesIsNotAnswered() throws UnusableBundleException {
    Bundle narrow =
        Fixture.changed(
            limits ->
                new BundleDescription.GateLimits(
                    limits.quality(),
                    new BundleDescription.NoveltyFile(
                        limits.novelty().file(), limits.novelty().sha256(), 1e-9),
                    limits.conformal(),
                    limits.views(),
                    limits.data()));
    try (Assessor strict = Assessor.of(narrow, 1)) {
      Assessment assessment = strict.assess(Fixture.picture(1));
      assertThat(assessment.decision()).isEqualTo(Decision.NOT_ASSESSABLE);
      assertThat(assessment.reasons().get(0).reason()).isEqualTo(Reason.UNLIKE_KNOWN);
      // The fixture's group lies at the origin, and embeddings are scaled to length 1.
      assertThat(assessment.judgement().orElseThrow().novelty())
          .isCloseTo(1.0 / assessor.run(Fixture.picture(1)).embedding().length, within(1e-6));
    }
  }

  @Test
  void bothAnswersOpenIsUncertain() throws UnusableBundleException {
    Bundle open =
        Fixture.changed(
            limits ->
                new BundleDescription.GateLimits(
                    limits.quality(),
                    limits.novelty(),
                    new ConformalPrediction(List.of(new ConformalPrediction.Level(0.9, 0, 1)), 0.9),
                    limits.views(),
                    limits.data()));
    try (Assessor unsure = Assessor.of(open, 1)) {
      Assessment assessment = unsure.assess(Fixture.picture(1));
      assertThat(assessment.decision()).isEqualTo(Decision.UNCERTAIN);
      assertThat(assessment.judgement().orElseThrow().sets())
          .containsExactly(new PredictionSet(0.9, true, true));
    }
  }

  /** By the levels of the shipped bundle, of which the lower one decides. */
  @Test
  void aLesionThatPassesThoughASetHoldsMalignantAloneIsRemarkedOn() throws UnusableBundleException {
    List<ConformalPrediction.Level> levels =
        List.of(
            new ConformalPrediction.Level(0.9, 0.159, 0.275),
            new ConformalPrediction.Level(0.95, 0.111, 0.460));
    Bundle bundle =
        Fixture.changed(
            limits ->
                new BundleDescription.GateLimits(
                    limits.quality(),
                    limits.novelty(),
                    new ConformalPrediction(levels, 0.9),
                    limits.views(),
                    limits.data()));
    Set<List<Object>> seen = new HashSet<>();
    try (Assessor assessor = Assessor.of(bundle, 1)) {
      for (int number = 0; number < 60; number++) {
        Assessment assessment = assessor.assess(Fixture.picture(number), 0.90);
        boolean remarked =
            assessment.reasons().stream().anyMatch(f -> f.reason() == Reason.BENIGN_RULED_OUT);
        assertThat(remarked)
            .isEqualTo(assessment.malignant() > 0.275 && assessment.malignant() < 0.60);
        seen.add(List.of(assessment.decision(), remarked));
      }
    }
    assertThat(seen)
        .contains(List.of(Decision.LIKELY_BENIGN, true), List.of(Decision.SUSPICIOUS, false));
  }

  /** What is not assessable is not called uncertain, too. */
  @Test
  void saysOnlyWhatCountsOfAPictureThatIsNotAssessable() throws UnusableBundleException {
    Bundle both =
        Fixture.changed(
            limits -> {
              Map<String, Double> quality = new TreeMap<>(limits.quality().limits());
              quality.put("blurred", 9.0);
              return new BundleDescription.GateLimits(
                  new QualityLimits(quality),
                  limits.novelty(),
                  new ConformalPrediction(List.of(new ConformalPrediction.Level(0.9, 0, 1)), 0.9),
                  limits.views(),
                  limits.data());
            });
    try (Assessor strict = Assessor.of(both, 1)) {
      Assessment assessment = strict.assess(Fixture.picture(1));
      assertThat(assessment.decision()).isEqualTo(Decision.NOT_ASSESSABLE);
      assertThat(assessment.judgement().orElseThrow().findings()).hasSize(2);
      assertThat(assessment.reasons()).hasSize(1);
    }
  }

  @Test
  void anOldBundleAnswersWithoutGates() throws UnusableBundleException {
    try (Assessor old = Assessor.open(Fixture.WITHOUT_GATES, 1)) {
      Assessment before = old.assess(Fixture.picture(1));
      assertThat(before.judgement()).isEmpty();
      assertThat(before.reasons()).isEmpty();
      assertThat(before.distribution())
          .isEqualTo(assessor.assess(Fixture.picture(1)).distribution());
    }
  }

  /** A picture and the same one turned or mirrored are the same eight views. */
  @Test
  void aThoroughAnswerIsTheSameHoweverThePictureIsTurned() {
    LesionImage picture = Fixture.square(5);
    Assessment upright = assessor.assess(picture, 0.95, true);
    Assessment plain = assessor.assess(picture, 0.95);
    assertThat(upright.agreement().orElseThrow().views()).isEqualTo(8);
    assertThat(upright.agreement().orElseThrow().lowest()).isLessThanOrEqualTo(plain.malignant());
    assertThat(upright.agreement().orElseThrow().highest())
        .isGreaterThanOrEqualTo(plain.malignant());
    assertThat(plain.agreement()).isEmpty();
    LesionImage turned = Fixture.turned(picture);
    Assessment lying = assessor.assess(turned, 0.95, true);
    assertThat(lying.malignant()).isCloseTo(upright.malignant(), within(1e-5));
    assertThat(lying.agreement().orElseThrow().spread())
        .isCloseTo(upright.agreement().orElseThrow().spread(), within(1e-5));
    // The evidence of the turned picture is the evidence, turned.
    int last = upright.evidence().rows() - 1;
    assertThat(lying.evidence().at(0, 0, 1))
        .isCloseTo(upright.evidence().at(0, last - 1, 0), within(1e-4f));
  }

  /** Not only a thorough answer, and so is the heat map. */
  @Test
  void anAnswerIsTheSameHoweverThePictureIsTurned() {
    LesionImage picture = Fixture.square(5);
    Assessment upright = assessor.assess(picture);
    Assessment lying = assessor.assess(Fixture.turned(picture));
    assertThat(lying.malignant()).isCloseTo(upright.malignant(), within(1e-6));
    int last = upright.evidence().rows() - 1;
    assertThat(lying.evidence().at(0, 0, 1))
        .isCloseTo(upright.evidence().at(0, last - 1, 0), within(1e-4f));
    assertThat(upright.evidence().at(0, 0, 1))
        .isNotCloseTo(upright.evidence().at(0, last - 1, 0), within(1e-3f));
  }

  @Test
  void viewsThatDisagreeMakeAThoroughAnswerUncertain() throws UnusableBundleException {
    Bundle touchy =
        Fixture.changed(
            limits ->
                new BundleDescription.GateLimits(
                    limits.quality(),
                    limits.novelty(),
                    limits.conformal(),
                    new BundleDescription.ViewLimit(0),
                    limits.data()));
    try (Assessor strict = Assessor.of(touchy, 1)) {
      Assessment assessment = strict.assess(Fixture.square(5), 0.95, true);
      assertThat(assessment.decision()).isEqualTo(Decision.UNCERTAIN);
      assertThat(assessment.reasons().get(0).reason()).isEqualTo(Reason.TURNS_DISAGREE);
      assertThat(strict.assess(Fixture.square(5), 0.95).decision())
          .isNotEqualTo(Decision.UNCERTAIN);
    }
  }

  @Test
  void doesNotOpenWhatIsNoBundle() {
    assertThatExceptionOfType(UnusableBundleException.class)
        .isThrownBy(() -> Assessor.open(Path.of("src"), 1))
        .withMessageContaining("bundle.json");
  }
}
