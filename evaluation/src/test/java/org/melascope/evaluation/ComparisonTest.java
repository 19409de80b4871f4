package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;

class ComparisonTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 400);

  @TempDir private Path folder;

  private static OperatingPoint point(double threshold) {
    Proportion any = Proportion.wilson(9, 10);
    return new OperatingPoint(0.95, threshold, any, any, any, "elsewhere");
  }

  private static Prediction picture(String name, LabelSet label, double melanoma) {
    return new Prediction(
        name,
        "mine",
        Optional.empty(),
        Optional.of(label),
        new DiagnosisDistribution(List.of(melanoma, 1 - melanoma, 0., 0., 0., 0., 0.)),
        Map.of());
  }

  /** Two melanomas, two others and one picture that is only known to be malignant. */
  private static List<Prediction> ours() {
    return List.of(
        picture("a", LabelSet.of(Diagnosis.MEL), 0.9),
        picture("b", LabelSet.of(Diagnosis.MEL), 0.3),
        picture("c", LabelSet.of(Diagnosis.NV), 0.2),
        picture("d", LabelSet.of(Diagnosis.NV), 0.1),
        picture("e", LabelSet.MALIGNANT, 0.7),
        picture("unknown to them", LabelSet.of(Diagnosis.MEL), 0.7));
  }

  private Rival rival() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("peer.csv"),
            "image,p_melanoma\na,0.8\nb,0.6\nc,0.7\nd,0.1\ne,0.9\nnot ours,0.5\n");
    return Rival.read("peer.csv", file, 0.5);
  }

  @Test
  void comparesOnThePicturesThatBothKnow() throws IOException {
    Comparison comparison = Comparison.of("ours", ours(), point(0.5), rival(), BOOTSTRAP);
    PairedResult result = comparison.sources().get("mine").get("melanoma");

    assertThat(comparison.pictures()).isEqualTo(5);
    assertThat(comparison.leftOut()).isEqualTo(1);
    assertThat(comparison.sources().get("mine")).containsOnlyKeys("melanoma");
    assertThat(result.pictures()).isEqualTo(4);
    assertThat(result.positives()).isEqualTo(2);
    // Ours ranks all four pairs right; theirs puts c above b.
    assertThat(result.auc().orElseThrow().firstAuc()).isEqualTo(1);
    assertThat(result.auc().orElseThrow().secondAuc()).isEqualTo(0.75);
  }

  /** Ours calls it suspicious, rightly, though it is no melanoma. */
  @Test
  void aCarcinomaIsNoFalseAlarmOfTheOneThatDecidesOnMalignancy() throws IOException {
    List<Prediction> withCarcinoma = new ArrayList<>(ours());
    withCarcinoma.set(4, picture("e", LabelSet.of(Diagnosis.BCC), 0.7));
    Comparison comparison = Comparison.of("ours", withCarcinoma, point(0.5), rival(), BOOTSTRAP);
    PairedResult result = comparison.sources().get("mine").get("melanoma");

    assertThat(comparison.secondDecidesOn()).hasValue("melanoma");
    assertThat(result.pictures()).isEqualTo(5);
    assertThat(result.specificity().orElseThrow().first()).isEqualTo(Proportion.wilson(2, 2));
    assertThat(result.specificity().orElseThrow().second()).isEqualTo(Proportion.wilson(1, 2));
    withCarcinoma.set(4, picture("e", LabelSet.NOT_MELANOMA, 0.7));
    assertThat(
            Comparison.of("ours", withCarcinoma, point(0.5), rival(), BOOTSTRAP)
                .sources()
                .get("mine")
                .get("melanoma")
                .specificity())
        .isEqualTo(result.specificity());
  }

  @Test
  void eachDecidesAtItsOwnThreshold() throws IOException {
    PairedResult result =
        Comparison.of("ours", ours(), point(0.5), rival(), BOOTSTRAP)
            .sources()
            .get("mine")
            .get("melanoma");
    PairedShares sensitivity = result.sensitivity().orElseThrow();
    PairedShares specificity = result.specificity().orElseThrow();

    // From 0.5 on ours finds a and misses b, theirs finds both but alarms at c.
    assertThat(sensitivity.first()).isEqualTo(Proportion.wilson(1, 2));
    assertThat(sensitivity.second()).isEqualTo(Proportion.wilson(2, 2));
    assertThat(sensitivity.onlySecond()).isEqualTo(1);
    assertThat(sensitivity.difference().value()).isEqualTo(-0.5);
    assertThat(specificity.first()).isEqualTo(Proportion.wilson(2, 2));
    assertThat(specificity.second()).isEqualTo(Proportion.wilson(1, 2));
    assertThat(result.atSensitivity().get(0).difference().value()).isEqualTo(0.5);
  }

  @Test
  void disagreementsComeFurthestFirst() throws IOException {
    PairedResult result =
        Comparison.of("ours", ours(), point(0.5), rival(), BOOTSTRAP)
            .sources()
            .get("mine")
            .get("melanoma");

    assertThat(result.disagreements())
        .extracting(Disagreement::picture)
        .containsExactly("c", "b", "a", "d");
    assertThat(result.disagreements().get(0).firstIsNearer()).isTrue();
    assertThat(result.disagreements().get(1).firstIsNearer()).isFalse();
  }

  /** Of ten pictures 6 are right with the first alone, 1 with the second alone, 2 with both. */
  @Test
  void mcnemarTossesACoinForEveryPictureThatOneAloneGetsRight() {
    boolean[] first = {true, true, true, true, true, true, false, true, true, false};
    boolean[] second = {false, false, false, false, false, false, true, true, true, false};
    List<String> lesions = IntStream.range(0, 10).mapToObj(i -> "lesion " + i).toList();
    PairedShares shares = PairedShares.of(first, second, lesions, BOOTSTRAP).orElseThrow();

    assertThat(shares.first()).isEqualTo(Proportion.wilson(8, 10));
    assertThat(shares.second()).isEqualTo(Proportion.wilson(3, 10));
    assertThat(shares.difference().value()).isEqualTo(0.5);
    assertThat(shares.difference().interval().orElseThrow().low()).isBetween(-0.2, 0.49);
    // 2 (1 + 7) / 2^7
    assertThat(shares.p()).isCloseTo(0.125, within(1e-12));
    PairedShares swapped = PairedShares.of(second, first, lesions, BOOTSTRAP).orElseThrow();
    assertThat(swapped.p()).isCloseTo(0.125, within(1e-12));
  }

  /** Sums of binomial coefficients, in whole numbers. */
  @Test
  void mcnemarIsExactForAllSmallTables() {
    for (int tosses = 1; tosses <= 60; tosses++) {
      BigInteger coefficient = BigInteger.ONE;
      BigInteger tail = BigInteger.ZERO;
      for (int fewer = 0; fewer <= tosses / 2; fewer++) {
        tail = tail.add(coefficient);
        double expected =
            Math.min(1, tail.doubleValue() * 2 / BigInteger.TWO.pow(tosses).doubleValue());
        assertThat(PairedShares.mcnemar(fewer, tosses - fewer))
            .as("%d to %d", fewer, tosses - fewer)
            .isCloseTo(expected, within(1e-12))
            .isEqualTo(PairedShares.mcnemar(tosses - fewer, fewer));
        coefficient =
            coefficient
                .multiply(BigInteger.valueOf(tosses - fewer))
                .divide(BigInteger.valueOf(fewer + 1L));
      }
    }
  }

  @Test
  void thoseWhoAreRightOnTheSamePicturesDoNotDiffer() {
    boolean[] right = {true, false, true};
    PairedShares same =
        PairedShares.of(right, right, List.of("x", "y", "z"), BOOTSTRAP).orElseThrow();

    assertThat(same.p()).isEqualTo(1);
    assertThat(same.difference()).isEqualTo(new Estimate(0, Optional.empty()));
    assertThat(PairedShares.of(new boolean[0], new boolean[0], List.of(), BOOTSTRAP)).isEmpty();
    assertThat(
            PairedShares.of(right, right, Collections.nCopies(3, "one"), BOOTSTRAP)
                .orElseThrow()
                .difference()
                .interval())
        .isEmpty();
  }

  /** Three pictures, all right with the first alone: every drawn set has the difference 1. */
  @Test
  void aDifferenceThatNoDrawnSetChangesHasNoInterval() {
    boolean[] first = {true, true, true};
    PairedShares apart =
        PairedShares.of(first, new boolean[3], List.of("x", "y", "z"), BOOTSTRAP).orElseThrow();

    assertThat(apart.difference()).isEqualTo(new Estimate(1, Optional.empty()));
    // 2 / 2^3
    assertThat(apart.p()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void comparedWithItselfNothingDiffers() {
    List<Prediction> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      LabelSet label = LabelSet.of(i % 3 == 0 ? Diagnosis.MEL : Diagnosis.NV);
      many.add(picture("p" + i, label, (i * 37 % 60 + (i % 3 == 0 ? 20 : 0)) / 80.0));
    }
    Rival itself = Rival.of("itself", many, point(0.4));
    Map<String, PairedResult> results =
        Comparison.of("ours", many, point(0.4), itself, BOOTSTRAP).sources().get("mine");

    assertThat(results).containsOnlyKeys("melanoma", "malignant");
    for (PairedResult result : results.values()) {
      assertThat(result.auc().orElseThrow().p()).isEqualTo(1);
      assertThat(result.sensitivity().orElseThrow().p()).isEqualTo(1);
      assertThat(result.atSensitivity())
          .allMatch(at -> at.difference().equals(new Estimate(0, Optional.empty())));
      assertThat(result.disagreements()).hasSize(PairedResult.SHOWN).allMatch(d -> d.gap() == 0);
    }
  }

  @Test
  void saysWhatIsWrongWithAFileOfAnswers() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), "image,score\na,1\n");
    Path elsewhere = Files.writeString(folder.resolve("else.csv"), "image,p_melanoma\nx,1\n");
    Rival stranger = Rival.read("else.csv", elsewhere, 0.5);

    assertThatThrownBy(() -> Rival.read("other.csv", other, 0.5))
        .hasMessageContaining("other.csv")
        .hasMessageContaining("p_melanoma or p_malignant");
    assertThatThrownBy(() -> Comparison.of("ours", ours(), point(0.5), stranger, BOOTSTRAP))
        .hasMessageContaining("else.csv says nothing about any of these pictures");
    assertThatThrownBy(() -> Rival.read("peer.csv", elsewhere, 1.5))
        .hasMessageContaining("threshold");
  }
}
