package org.melascope.evaluation.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawnLesionsTest {
  @Test
  void areAsManyAsTheTrainingPicturesUpToALimit() {
    assertThat(DrawnLesions.of(32, 0)).isEmpty();
    assertThat(DrawnLesions.of(32, 7)).hasSize(7).doesNotHaveDuplicates();
    assertThat(DrawnLesions.of(32, 3000)).hasSize(480).isEqualTo(DrawnLesions.of(32, 480));
  }
}
