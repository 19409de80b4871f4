package org.melascope.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BoostedStumpsTest {
  private static final int COUNT = 2000;
  private static final double[][] ROWS = new double[COUNT][2];

  static {
    Random random = new Random(3);
    for (double[] row : ROWS) {
      row[0] = random.nextDouble();
      row[1] = random.nextDouble();
    }
  }

  /** Neither rising nor falling: the class is a band of the second feature. */
  @Test
  void learnsABandOfOneFeature() {
    boolean[] positive = new boolean[COUNT];
    for (int i = 0; i < COUNT; i++) {
      positive[i] = ROWS[i][1] > 0.4 && ROWS[i][1] < 0.6;
    }
    BoostedStumps stumps = BoostedStumps.fit(ROWS, positive);
    assertThat(stumps.score(new double[] {0.9, 0.5})).isGreaterThan(1);
    assertThat(stumps.score(new double[] {0.1, 0.2})).isLessThan(-1);
    assertThat(stumps.score(new double[] {0.1, 0.9})).isLessThan(-1);
    assertThat(stumps.score(new double[] {0.9, 0.5}))
        .isCloseTo(stumps.score(new double[] {0.1, 0.5}), within(0.5));
  }

  @Test
  void featuresThatNeverChangeAddNothing() {
    double[][] rows = new double[100][1];
    boolean[] positive = new boolean[100];
    for (int i = 0; i < 25; i++) {
      positive[i] = true;
    }
    assertThat(BoostedStumps.fit(rows, positive).score(new double[] {7})).isZero();
  }

  @Test
  void theSameExamplesGiveTheSameScores() {
    boolean[] positive = new boolean[COUNT];
    for (int i = 0; i < COUNT; i++) {
      positive[i] = ROWS[i][0] + ROWS[i][1] > 1.2;
    }
    double[] row = {0.3, 0.8};
    assertThat(BoostedStumps.fit(ROWS, positive).score(row))
        .isEqualTo(BoostedStumps.fit(ROWS, positive).score(row));
  }
}
