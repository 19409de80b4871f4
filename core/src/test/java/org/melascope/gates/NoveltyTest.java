package org.melascope.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoveltyTest {
  /** Two groups in the plane: a ball about (1, 0), and a flat ellipse about (0, 1). */
  private static final Novelty TWO =
      new Novelty(
          List.of(
              new Novelty.Group(new float[] {1, 0}, new float[] {1, 0, 1}),
              new Novelty.Group(new float[] {0, 1}, new float[] {10, 3, 2})));

  /**
   * The embedding (3, 4) becomes (0.6, 0.8). To the first group: (-0.4, 0.8), squared 0.16 + 0.64.
   * To the second: (0.6, -0.2), whitened (6, 3 x 0.6 - 2 x 0.2) = (6, 1.4), squared 37.96.
   */
  @Test
  void isTheLeastDistanceByWidth() {
    assertThat(TWO.score(new float[] {3, 4})).isCloseTo(0.8 / 2, within(1e-6));
    assertThat(TWO.score(new float[] {0, 7})).isZero();
  }

  @Test
  void doesNotDependOnTheLengthOfTheEmbedding() {
    assertThat(TWO.score(new float[] {30, 40}))
        .isCloseTo(TWO.score(new float[] {0.3f, 0.4f}), within(1e-6));
    assertThat(TWO.score(new float[] {0, 0})).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void readsBackWhatItWrites() {
    Novelty copy = Novelty.of(TWO.toBytes());
    assertThat(copy.width()).isEqualTo(2);
    assertThat(copy.toBytes()).isEqualTo(TWO.toBytes());
    assertThat(copy.score(new float[] {3, 4})).isEqualTo(TWO.score(new float[] {3, 4}));
  }

  @Test
  void refusesWhatItDidNotWrite() {
    byte[] bytes = TWO.toBytes();
    assertThatIllegalArgumentException().isThrownBy(() -> Novelty.of(new byte[3]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Novelty.of(Arrays.copyOf(bytes, bytes.length - 1)))
        .withMessageContaining("do not fill");
    byte[] other = bytes.clone();
    other[0]++;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Novelty.of(other))
        .withMessageContaining("does not begin");
    byte[] wide = bytes.clone();
    Arrays.fill(wide, 8, 12, (byte) 0x7f);
    assertThatIllegalArgumentException().isThrownBy(() -> Novelty.of(wide));
    byte[] infinite = bytes.clone();
    infinite[12] = 0x7f;
    infinite[13] = (byte) 0x80;
    infinite[14] = 0;
    infinite[15] = 0;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Novelty.of(infinite))
        .withMessageContaining("not finite");
  }

  @Test
  void refusesAnEmbeddingOfAnotherWidth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TWO.score(new float[3]))
        .withMessageContaining("2 values, not 3");
  }
}
