package org.melascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelledPictureTest {
  /** In each picture's map the columns have another order, which no two runs share. */
  @Test
  void takesThePatientFromThePlainestColumnWhateverElseIsKnown() {
    Map<String, String> attributes = new HashMap<>(Map.of("Patient", "by name"));
    assertThat(picture(attributes).patient()).contains("by name");
    attributes.put("Patient_ID", "by number");
    for (int more = 0; more < 30; more++) {
      attributes.put("column " + more, "something");
      assertThat(picture(attributes).patient()).contains("by number");
    }
    assertThat(picture(Map.of("age", "50")).patient()).isEmpty();
  }

  private static LabelledPicture picture(Map<String, String> attributes) {
    return new LabelledPicture(
        "a.jpg",
        Path.of("a.jpg"),
        "made up",
        Split.TRAIN,
        Optional.empty(),
        Optional.empty(),
        attributes);
  }
}
