package org.melascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
        AuditQuestion.MELANOMA, "source", "all", pictures, p -> Optional.of(p.source()));
  }

  /**
   * One source has 30 melanomas and 10 naevi, the other 20 and 60. The rule is right on 30 + 60 of
   * 120; of the 50 x 70 pairs 30 x 60 are in the right order and 30 x 10 + 20 x 60 level.
   */
  @Test
  void tellsHowWellTheSourceAloneTellsTheClass() {
    add("one", Diagnosis.MEL, 30);
    add("one", Diagnosis.NV, 10);
    add("other", Diagnosis.MEL, 20);
    add("other", Diagnosis.NV, 60);
    ClassBalance balance = balance().orElseThrow();
    assertThat(balance.accuracy()).isCloseTo(90.0 / 120, within(1e-12));
    assertThat(balance.auc()).isCloseTo((1800 + 750) / 3500.0, within(1e-12));
    assertThat(balance.rows())
        .containsExactly(
            new ClassBalance.Row("other", 80, 20), new ClassBalance.Row("one", 40, 30));
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
