package org.melascope.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.melascope.dataset.Clusters;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;

class ClassBalanceTest {
  private final List<LabelledPicture> pictures = new ArrayList<>();

  private void add(String source, Diagnosis diagnosis, int count) {
    for (int i = 0; i < count; i++) {
      String name = source + diagnosis + i;
      pictures.add(
          new LabelledPicture(
              name,
              Path.of(name),
              source,
              Split.TRAIN,
              Optional.empty(),
              Optional.of(LabelSet.of(diagnosis)),
              Map.of()));
    }
  }

  private Optional<ClassBalance> balance() {
    return ClassBalance.of(
        AuditQuestion.MELANOMA,
        "source",
        "all",
        pictures,
        p -> Optional.of(p.source()),
        Clusters.of(pictures));
  }

  /**
   * One source has 30 melanomas and 10 naevi, the other 20 and 60. The rule is right on 30 + 60 of
   * 120; of the 50 x 70 pairs 30 x 60 are in the right order and 20 x 10 in the wrong one. The
   * others, of one source, are level but for what is held out.
   */
  @Test
  void tellsHowWellTheSourceAloneTellsTheClass() {
    add("one", Diagnosis.MEL, 30);
    add("one", Diagnosis.NV, 10);
    add("other", Diagnosis.MEL, 20);
    add("other", Diagnosis.NV, 60);
    ClassBalance balance = balance().orElseThrow();
    assertThat(balance.accuracy()).isCloseTo(90.0 / 120, within(1e-12));
    ClusteredAuc auc = balance.auc().orElseThrow();
    assertThat(auc.value()).isBetween(1800 / 3500.0, 1 - 200 / 3500.0);
    assertThat(auc.low()).isLessThan(auc.value() - 0.05);
    assertThat(balance.rows())
        .containsExactly(
            new ClassBalance.Row("other", 80, 20), new ClassBalance.Row("one", 40, 30));
  }

  /** 40 sources of 25 pictures, 30 melanomas anywhere: no source tells anything. */
  @Test
  void manySourcesWithFewMelanomasAreNotBlamed() {
    Random random = new Random(3);
    int[] melanomas = random.ints(30, 0, 40).toArray();
    for (int source = 0; source < 40; source++) {
      int number = source;
      int here = (int) IntStream.of(melanomas).filter(of -> of == number).count();
      add("source " + source, Diagnosis.MEL, here);
      add("source " + source, Diagnosis.NV, 25 - here);
    }
    ClassBalance balance = balance().orElseThrow();
    assertThat(balance.rows()).hasSize(40);
    assertThat(AuditFindings.judge(balance)).isEqualTo(Verdict.OK);
  }

  @Test
  void aSourceOfTheClassIsBlamedOnceThereAreEnoughLesions() {
    add("one", Diagnosis.MEL, 20);
    add("other", Diagnosis.NV, 20);
    assertThat(AuditFindings.judge(balance().orElseThrow())).isEqualTo(Verdict.DO_NOT_TRAIN);
    pictures.clear();
    add("one", Diagnosis.MEL, 19);
    add("one", Diagnosis.NV, 1);
    add("other", Diagnosis.NV, 20);
    assertThat(balance().orElseThrow().auc()).isEmpty();
    assertThat(AuditFindings.judge(balance().orElseThrow())).isEqualTo(Verdict.OK);
  }

  @Test
  void smallSourcesAreCountedTogether() {
    add("one", Diagnosis.MEL, 30);
    add("two", Diagnosis.NV, 15);
    add("three", Diagnosis.NV, 15);
    assertThat(balance().orElseThrow().rows())
        .containsExactly(
            new ClassBalance.Row("one", 30, 30), new ClassBalance.Row("(rare)", 30, 0));
  }

  @Test
  void oneSourceOrOneClassTellsNothing() {
    add("one", Diagnosis.MEL, 30);
    add("one", Diagnosis.NV, 30);
    assertThat(balance()).isEmpty();
    pictures.clear();
    add("one", Diagnosis.NV, 30);
    add("two", Diagnosis.NV, 30);
    assertThat(balance()).isEmpty();
  }
}
