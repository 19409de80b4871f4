package org.melascope.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusteredAucTest {
  private static final double[] SCORES = {0.9, 0.4, 0.7, 0.4, 0.2};
  private static final boolean[] CLASSES = {true, true, false, false, false};

  /**
   * Positive 0.9 is above all three negatives, 0.4 above one and level with one: placements 1 and
   * 1/2, area 3/4. The negatives' are 1/2, 3/4 and 1. The variance of two placements 1 and 1/2 is
   * 1/8, of the three 1/16; so 1/16 + 1/48.
   */
  @Test
  void singlePicturesHaveTheIntervalOfDeLong() {
    ClusteredAuc auc = ClusteredAuc.of(SCORES, CLASSES, new int[] {0, 1, 2, 3, 4});
    assertThat(auc.value()).isCloseTo(0.75, within(1e-12));
    double half = 1.959963984540054 * Math.sqrt(1.0 / 16 + 1.0 / 48);
    assertThat(auc.low()).isCloseTo(0.75 - half, within(1e-12));
    assertThat(auc.high()).isEqualTo(1);
  }

  /** Seeing each picture twice tells nothing new. */
  @Test
  void copiesInOneClusterDoNotNarrowTheInterval() {
    Random random = new Random(4);
    double[] scores = random.doubles(60).toArray();
    boolean[] classes = new boolean[60];
    for (int i = 0; i < 60; i++) {
      classes[i] = random.nextDouble() + 0.3 * scores[i] > 0.7;
    }
    ClusteredAuc once = ClusteredAuc.of(scores, classes, IntStream.range(0, 60).toArray());
    double[] twice = new double[120];
    boolean[] both = new boolean[120];
    int[] clusters = new int[120];
    for (int i = 0; i < 120; i++) {
      twice[i] = scores[i / 2];
      both[i] = classes[i / 2];
      clusters[i] = i / 2;
    }
    ClusteredAuc clustered = ClusteredAuc.of(twice, both, clusters);
    assertThat(clustered.value()).isCloseTo(once.value(), within(1e-12));
    assertThat(clustered.low()).isCloseTo(once.low(), within(1e-12));
    ClusteredAuc careless = ClusteredAuc.of(twice, both, IntStream.range(0, 120).toArray());
    assertThat(careless.low()).isGreaterThan(once.low());
  }

  @Test
  void scoresThatAreAllLevelTellNothing() {
    ClusteredAuc auc = ClusteredAuc.of(new double[5], CLASSES, new int[] {0, 1, 2, 3, 4});
    assertThat(auc).isEqualTo(new ClusteredAuc(0.5, 0.5, 0.5));
  }

  @Test
  void needsTwoLesionsOfEachClass() {
    assertThatThrownBy(() -> ClusteredAuc.of(SCORES, CLASSES, new int[] {0, 0, 1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
