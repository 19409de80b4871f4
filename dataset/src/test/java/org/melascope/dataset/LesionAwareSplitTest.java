package org.melascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;

class LesionAwareSplitTest {
  private static final Provenance SOURCE = new Provenance("made up", "0".repeat(64));

  @Test
  void keepsTheSharesOfEachLabelAndLesionsWhole() {
    List<LabelledPicture> pictures = new ArrayList<>();
    for (int lesion = 0; lesion < 400; lesion++) {
      Diagnosis diagnosis = lesion % 4 == 0 ? Diagnosis.MEL : Diagnosis.NV;
      for (int view = 0; view <= lesion % 3; view++) {
        pictures.add(picture(lesion + "-" + view, Optional.of("L" + lesion), diagnosis));
      }
    }
    DataSet data = listing(pictures, false).toDataSet(LesionAwareSplit.DEFAULT);

    for (Diagnosis diagnosis : List.of(Diagnosis.MEL, Diagnosis.NV)) {
      Map<Split, Long> counts =
          data.pictures().stream()
              .filter(p -> p.label().orElseThrow().equals(LabelSet.of(diagnosis)))
              .collect(Collectors.groupingBy(LabelledPicture::split, Collectors.counting()));
      double all = counts.values().stream().mapToLong(Long::longValue).sum();
      // A lesion has up to three pictures, so a share may be passed by two of them.
      assertThat(counts.get(Split.TEST) - 0.15 * all).isBetween(-1.0, 2.5);
      assertThat(counts.get(Split.VALIDATION) - 0.12 * (all - counts.get(Split.TEST)))
          .isBetween(-1.0, 2.5);
    }
    Map<String, Split> splitOfLesion = new HashMap<>();
    assertThat(data.pictures())
        .allSatisfy(
            p ->
                assertThat(splitOfLesion.merge(p.lesion().orElseThrow(), p.split(), (a, b) -> a))
                    .isEqualTo(p.split()));
  }

  @Test
  void doesNotDependOnTheOrderOfPicturesButOnTheSeed() {
    List<LabelledPicture> pictures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      pictures.add(picture("p" + i, Optional.empty(), i % 2 == 0 ? Diagnosis.MEL : Diagnosis.NV));
    }
    List<LabelledPicture> shuffled = new ArrayList<>(pictures);
    Collections.shuffle(shuffled, new Random(5));
    DataSet data = listing(pictures, false).toDataSet(LesionAwareSplit.DEFAULT);
    DataSet again = listing(shuffled, false).toDataSet(LesionAwareSplit.DEFAULT);
    DataSet other = listing(pictures, false).toDataSet(new LesionAwareSplit(0.12, 0.15, 2));

    assertThat(data.pictures()).extracting(LabelledPicture::name).startsWith("p0", "p1", "p2");
    assertThat(again.pictures()).containsExactlyInAnyOrderElementsOf(data.pictures());
    assertThat(other.pictures()).isNotEqualTo(data.pictures());
  }

  @Test
  void keepsAllLesionsOfAPatientTogether() {
    List<LabelledPicture> pictures = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Diagnosis diagnosis = i % 4 == 0 ? Diagnosis.MEL : Diagnosis.NV;
      pictures.add(ofPatient(picture("p" + i, Optional.of("L" + i), diagnosis), i / 3));
    }
    DataSet data = listing(pictures, false).toDataSet(LesionAwareSplit.DEFAULT);

    assertNobodyIsTorn(data);
    assertThat(data.withSplit(Split.TEST).size()).isBetween(15, 21);
    assertThat(data.withSplit(Split.VALIDATION).size()).isBetween(9, 15);
  }

  /**
   * All have a naevus, which comes first by name; six a melanoma, and a photo of what nobody says.
   */
  @Test
  void aLabelThatFewPatientsHaveIsDrawnLikeOthers() {
    for (long seed = 1; seed <= 20; seed++) {
      List<LabelledPicture> pictures = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        pictures.add(ofPatient(picture("a" + i, Optional.empty(), Diagnosis.NV), i));
        if (i < 6) {
          pictures.add(ofPatient(picture("b" + i, Optional.empty(), Diagnosis.MEL), i));
          pictures.add(ofPatient(unlabelled("c" + i), i));
        }
      }
      DataSet data = listing(pictures, true).toDataSet(new LesionAwareSplit(0.12, 0.15, seed));

      assertNobodyIsTorn(data);
      for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
        assertThat(data.withSplit(split).pictures())
            .as("seed %d, %s", seed, split)
            .anyMatch(p -> p.label().equals(Optional.of(LabelSet.of(Diagnosis.MEL))));
      }
    }
  }

  private static LabelledPicture unlabelled(String name) {
    return new LabelledPicture(
        name, Path.of(name), "made-up", Split.TRAIN, Optional.empty(), Optional.empty(), Map.of());
  }

  private static LabelledPicture ofPatient(LabelledPicture picture, int patient) {
    return new LabelledPicture(
        picture.name(),
        picture.file(),
        picture.source(),
        picture.split(),
        picture.lesion(),
        picture.label(),
        Map.of("Patient_ID", "patient " + patient));
  }

  @Test
  void leavesAndTakesAtLeastOneLesionOfALabelWithTwo() {
    List<LabelledPicture> pictures =
        List.of(
            picture("a", Optional.empty(), Diagnosis.MEL),
            picture("b", Optional.empty(), Diagnosis.MEL),
            picture("c", Optional.empty(), Diagnosis.DF));
    DataSet data = listing(pictures, true).toDataSet(LesionAwareSplit.DEFAULT);

    assertThat(data.withSplit(Split.VALIDATION).pictures())
        .extracting(p -> p.label().orElseThrow())
        .containsExactly(LabelSet.of(Diagnosis.MEL));
    assertThat(data.withSplit(Split.TRAIN).size()).isEqualTo(2);
  }

  @Test
  void changesNothingWhereSplitsAreComplete() {
    List<LabelledPicture> given =
        List.of(
            picture("a", Optional.empty(), Diagnosis.MEL),
            picture("b", Optional.empty(), Diagnosis.MEL).inSplit(Split.VALIDATION));

    assertThat(listing(given, true).toDataSet(LesionAwareSplit.DEFAULT).pictures())
        .isEqualTo(given);
  }

  @Test
  void takesNothingFromTest() {
    List<LabelledPicture> given = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Split split = i < 10 ? Split.TEST : Split.TRAIN;
      given.add(picture("p" + i, Optional.empty(), Diagnosis.MEL).inSplit(split));
    }
    DataSet data = listing(given, true).toDataSet(LesionAwareSplit.DEFAULT);

    assertThat(data.withSplit(Split.TEST).pictures()).isEqualTo(given.subList(0, 10));
    assertThat(data.withSplit(Split.VALIDATION).size()).isPositive();
  }

  @Test
  void notesWhatWasDrawn() {
    List<LabelledPicture> pictures = List.of(picture("a", Optional.empty(), Diagnosis.MEL));
    DataSet data = listing(pictures, false).toDataSet(new LesionAwareSplit(0.125, 0.2, 9));

    assertThat(data.provenance())
        .isEqualTo(
            new Provenance(
                "made up; test (20 % of all) and validation (12.5 % of train) drawn by lesion with"
                    + " seed 9",
                SOURCE.sha256()));
  }

  @Test
  void refusesAShareThatIsNone() {
    assertThatThrownBy(() -> new LesionAwareSplit(1, 0, 1)).hasMessageContaining("validation");
    assertThatThrownBy(() -> new LesionAwareSplit(0, Double.NaN, 1)).hasMessageContaining("test");
  }

  private static LabelledPicture picture(String name, Optional<String> lesion, Diagnosis label) {
    return new LabelledPicture(
        name,
        Path.of(name),
        "made-up",
        Split.TRAIN,
        lesion,
        Optional.of(LabelSet.of(label)),
        Map.of());
  }

  private static Listing listing(List<LabelledPicture> pictures, boolean splitsGiven) {
    return new Listing("made-up", SOURCE, splitsGiven, pictures, List.of(), List.of());
  }

  private static void assertNobodyIsTorn(DataSet data) {
    assertThat(
            data.pictures().stream()
                .collect(
                    Collectors.groupingBy(
                        picture -> picture.patient().orElseThrow(),
                        Collectors.mapping(LabelledPicture::split, Collectors.toSet()))))
        .isNotEmpty()
        .allSatisfy((patient, splits) -> assertThat(splits).hasSize(1));
  }
}
