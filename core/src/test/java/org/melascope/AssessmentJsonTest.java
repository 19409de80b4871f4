package org.melascope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.melascope.bundle.UnusableBundleException;
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
