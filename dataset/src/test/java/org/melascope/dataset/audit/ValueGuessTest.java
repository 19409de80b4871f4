package org.melascope.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueGuessTest {
  /**
   * For the first fold the class is as frequent as (0 + 0.5) / (2 + 1) = 1/6 in the other, in which
   * either value has (0 + 5/6) / (1 + 5) = 5/36: odds of 5/31 to 1/5. For the second fold it is 1/2
   * of all, (1 + 5/2) / 6 = 7/12 of a, and 5/12 of b.
   */
  @Test
  void aPictureIsJudgedByThoseOfOtherFolds() {
    boolean[] positive = {true, false, false, false, false};
    double[] scores =
        ValueGuess.scores(List.of("a", "a", "b", "b", "c"), positive, new int[] {0, 1, 0, 1, 1});
    assertThat(scores[1]).isCloseTo(Math.log(7.0 / 5), within(1e-12));
    assertThat(scores[3]).isCloseTo(Math.log(5.0 / 7), within(1e-12));
    assertThat(scores[4]).isCloseTo(0, within(1e-12));
    boolean[] four = {true, false, false, false};
    double[] ofFour = ValueGuess.scores(List.of("a", "a", "b", "b"), four, new int[] {0, 1, 0, 1});
    assertThat(ofFour[0]).isCloseTo(Math.log(25.0 / 31), within(1e-12));
    assertThat(ofFour[2]).isCloseTo(Math.log(25.0 / 31), within(1e-12));
  }

  @Test
  void aValueThatIsTheClassTellsItAndOneThatIsNotDoesNot() {
    int[] lesions = IntStream.range(0, 400).toArray();
    boolean[] positive = new boolean[400];
    List<String> telling = new ArrayList<>();
    List<String> idle = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 400; i++) {
      positive[i] = i % 4 == 0;
      telling.add(positive[i] ? "red" : "blue");
      idle.add("value " + random.nextInt(20));
    }
    assertThat(ValueGuess.auc(telling, positive, lesions)).contains(new ClusteredAuc(1, 1, 1));
    assertThat(ValueGuess.auc(idle, positive, lesions).orElseThrow().low()).isLessThan(0.5);
  }

  /** 40 melanomas of 20 lesions are enough, of 19 too few. */
  @Test
  void fewLesionsSayNothing() {
    boolean[] positive = new boolean[80];
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      positive[i] = i < 40;
      values.add(i < 40 ? "red" : "blue");
    }
    int[] twenty = IntStream.range(0, 80).map(i -> i < 40 ? i / 2 : i - 20).toArray();
    assertThat(ValueGuess.auc(values, positive, twenty)).isPresent();
    int[] fewer = IntStream.of(twenty).map(lesion -> Math.max(0, lesion - 1)).toArray();
    assertThat(ValueGuess.auc(values, positive, fewer)).isEmpty();
  }
}
