package org.melascope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.gates.Reason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AssessmentJsonTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void hasTheDocumentedFields() throws UnusableBundleException {
    Assessment assessment;
    try (Assessor assessor = Assessor.open(Fixture.BUNDLE, 1)) {
      assessment = assessor.assess(Fixture.picture(1));
    }
    JsonNode json = JSON.valueToTree(AssessmentJson.of("a.jpg", assessment));
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder(
            "image",
            "decision",
            "pMalignant",
            "pMelanoma",
            "probabilities",
            "operatingPoint",
            "reasons",
            "findings",
            "gates",
            "evidencePlacement",
            "model",
            "milliseconds");
    assertThat(json.at("/pMalignant").doubleValue()).isEqualTo(assessment.malignant());
    assertThat(json.at("/pMelanoma").doubleValue()).isEqualTo(assessment.melanoma());
    assertThat(json.at("/probabilities").propertyNames())
        .containsExactly("mel", "nv", "bcc", "akiec", "bkl", "df", "vasc");
    assertThat(json.at("/operatingPoint").propertyNames())
        .containsExactlyInAnyOrder(
            "targetSensitivity",
            "threshold",
            "sensitivity",
            "melanomaSensitivity",
            "specificity",
            "data");
    assertThat(json.at("/operatingPoint/sensitivity/value").doubleValue()).isEqualTo(0.95);
    assertThat(json.at("/operatingPoint/sensitivity/trials").intValue()).isEqualTo(200);
    assertThat(json.at("/reasons").isArray()).isTrue();
    assertThat(json.at("/gates/quality").propertyNames())
        .contains("blurred", "too-dark", "lesion-cut-off")
        .hasSize(9);
    assertThat(json.at("/gates/sets")).hasSize(2);
    assertThat(json.at("/gates/sets/0").propertyNames())
        .containsExactlyInAnyOrder("level", "malignant", "benign");
  }

  @Test
  void aPictureThatIsNotAssessableHasReasonsAndNoProbabilities() throws UnusableBundleException {
    JsonNode json;
    try (Assessor assessor = Assessor.of(Fixture.strict(Reason.TOO_DARK, 300), 1)) {
      json =
          JSON.valueToTree(
              AssessmentJson.of("dark.jpg", assessor.assess(Fixture.picture(1), 0.9, true)));
    }
    assertThat(json.at("/decision").stringValue()).isEqualTo("NOT_ASSESSABLE");
    assertThat(json.propertyNames())
        .doesNotContain("pMalignant", "pMelanoma", "probabilities", "operatingPoint", "agreement");
    assertThat(json.at("/gates/sets").isEmpty()).as("what would tell the answer").isTrue();
    assertThat(json.at("/reasons/0").stringValue()).isEqualTo("The picture is too dark.");
    assertThat(json.at("/findings/0/name").stringValue()).isEqualTo("too-dark");
    assertThat(json.at("/findings/0/consequence").stringValue()).isEqualTo("NOT_ASSESSABLE");
    assertThat(json.at("/findings/0/advice").stringValue()).contains("daylight");
    assertThat(json.at("/findings/0/limit").doubleValue()).isEqualTo(300);
    assertThat(json.at("/findings/0/value").doubleValue()).isLessThan(300);
  }

  @Test
  void anAnswerOfABundleWithoutGatesHasNone() throws UnusableBundleException {
    try (Assessor assessor = Assessor.open(Fixture.WITHOUT_GATES, 1)) {
      JsonNode json =
          JSON.valueToTree(AssessmentJson.of("a.jpg", assessor.assess(Fixture.picture(1))));
      assertThat(json.has("gates")).isFalse();
      assertThat(json.at("/findings").isEmpty()).isTrue();
    }
  }

  @Test
  void hasOnlyWhatIsKnownOfAPictureThatCannotBeRead() {
    JsonNode json = JSON.valueToTree(AssessmentJson.error("b.jpg", "an empty file", "m-1+abc"));
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder("image", "decision", "reasons", "model");
    assertThat(json.at("/decision").stringValue()).isEqualTo("ERROR");
    assertThat(json.at("/reasons")).hasSize(1);
    assertThat(json.at("/reasons/0").stringValue()).isEqualTo("an empty file");
  }
}
