package org.melascope.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.LabelSet;

class LabelConflictTest {
  private static LabelledPicture picture(String name, String lesion, String label, Split split) {
    return new LabelledPicture(
        name,
        Path.of(name),
        "mine",
        split,
        lesion.isEmpty() ? Optional.empty() : Optional.of(lesion),
        label.isEmpty() ? Optional.empty() : Optional.of(LabelSet.parse(label)),
        Map.of());
  }

  private static LabelledPicture picture(String name, String label) {
    return picture(name, "one", label, Split.TRAIN);
  }

  /** Which pictures contradict each other, as {@code first-second}. */
  private static List<String> conflicts(LabelledPicture... pictures) {
    return LabelConflict.of(List.of(pictures), List.of()).stream()
        .map(conflict -> conflict.first().name() + "-" + conflict.second().name())
        .toList();
  }

  @Test
  void anyTwoPicturesOfALesionMayContradictEachOther() {
    assertThat(conflicts(picture("a", ""), picture("b", "mel"), picture("c", "nv")))
        .containsExactly("b-c");
    assertThat(conflicts(picture("a", "malignant"), picture("b", "mel"), picture("c", "bcc")))
        .containsExactly("b-c");
    assertThat(conflicts(picture("a", "mel"), picture("b", "nv"), picture("c", "bcc")))
        .containsExactly("a-b", "a-c", "b-c");
  }

  @Test
  void everyPictureThatIsInAConflictIsNamed() {
    assertThat(
            conflicts(
                picture("a", "mel"), picture("b", "nv"), picture("c", "nv"), picture("d", "mel")))
        .containsExactly("a-b", "a-c", "b-d");
  }

  @Test
  void labelsWithADiagnosisInCommonAndOtherLesionsDoNotContradict() {
    assertThat(conflicts(picture("a", "malignant"), picture("b", "mel"), picture("c", "mel")))
        .isEmpty();
    assertThat(conflicts(picture("a", "mel"), picture("b", "other", "nv", Split.TRAIN))).isEmpty();
    assertThat(conflicts(picture("a", "", "mel", Split.TRAIN), picture("b", "", "nv", Split.TRAIN)))
        .isEmpty();
  }

  @Test
  void copiesOfOneLesionAreOneConflict() {
    LabelledPicture first = picture("a", "mel");
    LabelledPicture second = picture("b", "nv");

    assertThat(
            LabelConflict.of(
                List.of(first, second), List.of(new Copy(first, second, true, Turn.NONE, 1))))
        .extracting(LabelConflict::because)
        .containsExactly("copies of each other");
  }

  @Test
  void picturesThatAreNotUsedDoNotCount() {
    LabelledPicture unused = picture("b", "one", "nv", Split.UNUSED);
    assertThat(conflicts(picture("a", "mel"), unused, picture("c", "mel"))).isEmpty();

    LabelledPicture used = picture("a", "", "mel", Split.TRAIN);
    LabelledPicture copy = picture("b", "", "nv", Split.TEST);
    assertThat(LabelConflict.of(List.of(), List.of(new Copy(used, copy, true, Turn.NONE, 1))))
        .hasSize(1);
    assertThat(LabelConflict.of(List.of(), List.of(new Copy(used, unused, true, Turn.NONE, 1))))
        .isEmpty();
  }
}
