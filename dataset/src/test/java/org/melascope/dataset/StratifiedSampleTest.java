package org.melascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.LabelSet;

class StratifiedSampleTest {
  private static List<LabelledPicture> pictures() {
    List<LabelledPicture> pictures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pictures.add(
          new LabelledPicture(
              "p" + i + ".jpg",
              Path.of("p" + i + ".jpg"),
              i < 80 ? "large" : "small",
              Split.TEST,
              Optional.empty(),
              Optional.of(i % 4 == 0 ? LabelSet.MALIGNANT : LabelSet.BENIGN),
              Map.of()));
    }
    return pictures;
  }

  private static DataSet data(List<LabelledPicture> pictures) {
    return new DataSet("some", Provenance.of("made up", new byte[0]), pictures);
  }

  @Test
  void everySourceAndLabelKeepsItsShare() {
    DataSet sample = data(pictures()).sample(20);

    assertThat(sample.size()).isEqualTo(20);
    assertThat(sample.withSource("large").size()).isEqualTo(16);
    assertThat(sample.withSource("small").pictures())
        .filteredOn(p -> p.label().equals(Optional.of(LabelSet.MALIGNANT)))
        .hasSize(1);
  }

  @Test
  void isTheSameWhateverTheOrderAndKeepsIt() {
    List<LabelledPicture> reversed = new ArrayList<>(pictures());
    Collections.reverse(reversed);
    List<LabelledPicture> sample = data(pictures()).sample(13).pictures();

    assertThat(data(reversed).sample(13).pictures()).hasSameElementsAs(sample);
    assertThat(pictures()).containsSubsequence(sample);
    assertThat(data(pictures()).sample(14).pictures()).containsAll(sample);
  }

  @Test
  void moreThanThereAreIsAll() {
    assertThat(data(pictures()).sample(500).pictures()).isEqualTo(pictures());
    assertThatThrownBy(() -> data(pictures()).sample(0)).hasMessageContaining("at least one");
  }
}
