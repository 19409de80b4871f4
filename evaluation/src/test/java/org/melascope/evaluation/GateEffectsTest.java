package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.diagnosis.Proportion;
import org.melascope.gates.PredictionSet;
import org.melascope.gates.Reason;

class GateEffectsTest {
  private final List<GatedPicture> pictures = new ArrayList<>();

  private void add(String source, String label, double malignant, Reason... reasons) {
    Optional<LabelSet> known =
        label.isEmpty() ? Optional.empty() : Optional.of(LabelSet.parse(label));
    Decision decision = malignant >= 0.5 ? Decision.SUSPICIOUS : Decision.LIKELY_BENIGN;
    for (Reason reason : reasons) {
      decision =
          switch (reason.consequence()) {
            case NOT_ASSESSABLE -> Decision.NOT_ASSESSABLE;
            case UNCERTAIN -> Decision.UNCERTAIN;
            case REMARK -> decision;
          };
    }
    List<Double> probabilities = List.of(malignant, 1 - malignant, 0.0, 0.0, 0.0, 0.0, 0.0);
    pictures.add(
        new GatedPicture(
            new Prediction(
                "p" + pictures.size(),
                source,
                Optional.empty(),
                known,
                new DiagnosisDistribution(probabilities),
                Map.of()),
            decision,
            List.of(reasons),
            List.of(new PredictionSet(0.9, malignant >= 0.3, malignant <= 0.6)),
            Optional.empty()));
  }

  /** Four melanomas, one of them blurred; four naevi, one uncertain; a coffee cup. */
  private GateEffects effects() {
    pictures.clear();
    add("a", "mel", 0.9);
    add("a", "mel", 0.8, Reason.LESION_CUT_OFF);
    add("b", "mel", 0.1);
    add("b", "mel", 0.2, Reason.BLURRED);
    add("a", "nv", 0.05);
    add("a", "nv", 0.3);
    add("b", "nv", 0.55, Reason.BOTH_POSSIBLE);
    add("b", "benign", 0.7);
    add("cups", "", 0.4, Reason.UNLIKE_KNOWN);
    return GateEffects.of(pictures, 0.5);
  }

  private static void counts(Proportion share, int successes, int trials) {
    assertThat(share).isEqualTo(Proportion.wilson(successes, trials));
  }

  @Test
  void countsWhoGetsNoAnswer() {
    Map<String, GateEffects.Group> groups = new HashMap<>();
    effects().groups().forEach(group -> groups.put(group.name(), group));
    assertThat(groups)
        .containsOnlyKeys(
            "all lesions",
            "a",
            "b",
            "mel melanoma",
            "nv melanocytic naevus",
            "melanomas of a",
            "melanomas of b",
            "cups (no label)");
    GateEffects.Group all = Optional.ofNullable(groups.get("all lesions")).orElseThrow();
    counts(all.notAssessable(), 1, 8);
    counts(all.uncertain(), 1, 8);
    assertThat(all.reasons())
        .isEqualTo(Map.of("blurred", 1L, "both-possible", 1L, "lesion-cut-off", 1L));
    GateEffects.Group cups = Optional.ofNullable(groups.get("cups (no label)")).orElseThrow();
    counts(cups.notAssessable(), 1, 1);
  }

  /** Its melanomas would be counted together with the benign lesions of others. */
  @Test
  void aSourceOfWhichOneAnswerIsKnownIsLeftOutOfAll() {
    effects();
    add("c", "mel", 0.1);
    add("c", "not-mel", 0.2);
    GateEffects.Answers all = GateEffects.of(pictures, 0.5).answers().get(0);
    GateEffects.Answers c =
        GateEffects.of(pictures, 0.5).answers().stream()
            .filter(answers -> answers.source().equals("c"))
            .findFirst()
            .orElseThrow();

    counts(all.all().sensitivity(), 2, 4);
    counts(all.all().melanomaSensitivity(), 2, 5);
    counts(all.answered(), 8, 10);
    counts(c.all().sensitivity(), 0, 1);
    counts(GateEffects.of(pictures, 0.5).sets().get(0).malignant(), 2, 4);
    assertThat(GateEffects.of(pictures, 0.5).selection().get(0).correct().trials()).isEqualTo(8);
  }

  @Test
  void comparesTheAnswersBeforeAndAfter() {
    GateEffects.Answers all = effects().answers().get(0);
    assertThat(all.source()).isEqualTo("all");
    counts(all.answered(), 6, 8);
    counts(all.all().melanomaSensitivity(), 2, 4);
    counts(all.remaining().melanomaSensitivity(), 2, 3);
    counts(all.all().specificity(), 2, 4);
    counts(all.remaining().specificity(), 2, 3);
    // The blurred melanoma and the uncertain naevus are sent to a physician as well.
    counts(all.referred().orElseThrow().melanomaSensitivity(), 3, 4);
    counts(all.referred().orElseThrow().specificity(), 2, 4);
    assertThat(effects().answers()).extracting(GateEffects.Answers::source).contains("a", "b");
  }

  @Test
  void countsSetsThatHoldTheTruth() {
    GateEffects.SetCoverage all = effects().sets().get(0);
    counts(all.malignant(), 2, 4);
    counts(all.benign(), 3, 4);
    // 0.3 and 0.55 leave both open.
    counts(all.both(), 2, 8);
  }

  /**
   * Distances from 0.5 in logits: 0.05 (2.9), 0.1 and 0.9 (2.2), 0.2 and 0.8 (1.4), 0.3 and 0.7
   * (0.8), 0.55. Of eight, 70 % are the first six, of which two are wrong.
   */
  @Test
  void theSurestAnswersLieFurthestFromTheThreshold() {
    List<GateEffects.Selected> selection = effects().selection();
    assertThat(selection)
        .extracting(GateEffects.Selected::share)
        .containsExactly(1.0, 0.9, 0.8, 0.7);
    counts(selection.get(0).correct(), 4, 8);
    assertThat(selection.get(3).correct().trials()).isEqualTo(6);
    assertThat(selection.get(3).rightness().melanomaSensitivity())
        .isEqualTo(Proportion.wilson(2, 4));
  }

  /** All four melanomas and none of four other lesions: 2 of the 70 tables are as extreme. */
  @Test
  void warnsWhereASourcesMelanomasAreRefusedMoreOftenThanItsOtherLesions() {
    for (int i = 0; i < 4; i++) {
      add("a", "mel", 0.9, Reason.TOO_DARK);
      add("a", i < 3 ? "nv" : "bcc", 0.1, i == 0 ? Reason.BLURRED : Reason.LESION_CUT_OFF);
    }
    GateEffects effects = GateEffects.of(pictures, 0.5);
    assertThat(effects.warnings())
        .containsExactly(
            "too-dark refuses melanomas of a more often than others: 4 of 4, and 0 of 4, p 0.029.",
            "p is that of Fisher's exact test; of 2 comparisons, source by source, some are below 0.05 by chance.");
    assertThat(effects.comparisons())
        .extracting(RefusalComparison::reason)
        .containsExactlyInAnyOrder("too-dark", "blurred");
  }

  /** Together 16 of 16 and 8 of 16; but one source is dark, and one has nothing but melanomas. */
  @Test
  void sourcesAreNotComparedWithEachOther() {
    for (int i = 0; i < 8; i++) {
      add("dark", "mel", 0.9, Reason.TOO_DARK);
      add("dark", "nv", 0.1, Reason.TOO_DARK);
      add("bright", "nv", 0.1);
      add("melanomas", "mel", 0.9, Reason.TOO_DARK);
    }
    GateEffects effects = GateEffects.of(pictures, 0.5);
    assertThat(effects.warnings()).isEmpty();
    assertThat(effects.comparisons()).hasSize(1);
    RefusalComparison dark = effects.comparisons().get(0);
    assertThat(dark.source()).isEqualTo("dark");
    counts(dark.melanomas(), 8, 8);
    counts(dark.others(), 8, 8);
    assertThat(dark.p()).isCloseTo(1, within(1e-12));
  }

  @Test
  void refusingOneMelanomaOrOthersIsNoReasonToWarn() {
    assertThat(effects().warnings()).isEmpty();
    pictures.clear();
    for (int i = 0; i < 4; i++) {
      add("a", "mel", 0.9);
      add("a", "nv", 0.1, Reason.TOO_DARK);
    }
    assertThat(GateEffects.of(pictures, 0.5).warnings()).isEmpty();
  }

  @Test
  void resultsWithoutComparisonsAreRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("gates.json");
    EvaluationJson.write(effects(), file);
    assertThat(EvaluationJson.read(file, GateEffects.class)).isEqualTo(effects());
    String json = Files.readString(file);
    Files.writeString(file, json.substring(0, json.indexOf(",\n  \"comparisons\"")) + "}");
    assertThat(EvaluationJson.read(file, GateEffects.class).comparisons()).isEmpty();
  }

  @Test
  void resultsSayWhatTheyAreAboutWhereThatIsKnown(@TempDir Path folder) throws IOException {
    Subject subject = new Subject("small-1+00", "a folder, test", Optional.of("ab".repeat(32)));
    Path file = folder.resolve("gates.json");
    EvaluationJson.write(effects().about(subject), file);
    assertThat(EvaluationJson.read(file, GateEffects.class))
        .isEqualTo(effects().about(subject))
        .isNotEqualTo(effects());
    String json = Files.readString(file);
    Files.writeString(file, "{" + json.substring(json.indexOf("\"threshold\"")));
    assertThat(EvaluationJson.read(file, GateEffects.class)).isEqualTo(effects());
  }

  @Test
  void otherResultsAreNotTakenForThese(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("comparison.json");
    Files.writeString(file, "{\"first\": \"x\", \"sources\": {}}");
    assertThatThrownBy(() -> EvaluationJson.read(file, GateEffects.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("comparison.json does not hold the results")
        .hasMessageContaining("first");
  }

  @Test
  void withoutLesionsNothingIsKnown() {
    add("cups", "", 0.4, Reason.UNLIKE_KNOWN);
    GateEffects effects = GateEffects.of(pictures, 0.5);
    assertThat(effects.answers().get(0).answered().value()).isEmpty();
    assertThat(effects.sets()).isEmpty();
    assertThat(effects.warnings()).isEmpty();
  }
}
