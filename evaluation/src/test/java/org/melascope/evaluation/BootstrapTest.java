package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final List<String> EACH_ITS_OWN =
      IntStream.range(0, 400).mapToObj(String::valueOf).toList();

  /** The share of the first half of the pictures among those drawn. */
  private static OptionalDouble firstHalf(int[] drawn) {
    return OptionalDouble.of(
        Arrays.stream(drawn).limit(200).sum() / (double) Arrays.stream(drawn).sum());
  }

  @Test
  void theIntervalOfAShareIsNearTheNormalOne() {
    Interval interval =
        new Bootstrap(5, 4000).interval(EACH_ITS_OWN, BootstrapTest::firstHalf).orElseThrow();
    double half = 1.96 * Math.sqrt(0.25 / 400);

    assertThat(interval.low()).isCloseTo(0.5 - half, within(0.004));
    assertThat(interval.high()).isCloseTo(0.5 + half, within(0.004));
  }

  @Test
  void picturesOfALesionAreDrawnTogether() {
    // Four pictures a lesion make a hundred independent ones, and the interval twice as wide.
    List<String> lesions = IntStream.range(0, 400).mapToObj(i -> "lesion " + i / 4).toList();
    Interval interval =
        new Bootstrap(5, 4000).interval(lesions, BootstrapTest::firstHalf).orElseThrow();
    double half = 1.96 * Math.sqrt(0.25 / 100);

    assertThat(interval.low()).isCloseTo(0.5 - half, within(0.008));
    assertThat(interval.high()).isCloseTo(0.5 + half, within(0.008));
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    Bootstrap bootstrap = new Bootstrap(5, 200);

    assertThat(bootstrap.interval(EACH_ITS_OWN, BootstrapTest::firstHalf))
        .isEqualTo(bootstrap.interval(EACH_ITS_OWN, BootstrapTest::firstHalf))
        .isNotEqualTo(new Bootstrap(6, 200).interval(EACH_ITS_OWN, BootstrapTest::firstHalf));
  }

  @Test
  void drawsAsManyLesionsAsThereAre() {
    new Bootstrap(1, 100)
        .interval(
            EACH_ITS_OWN,
            drawn -> {
              assertThat(Arrays.stream(drawn).sum()).isEqualTo(400);
              return OptionalDouble.empty();
            });
  }

  @Test
  void isEmptyWhereTheMetricIsTooOftenUndefined() {
    // A set without the only positive of ten pictures is drawn about every third time.
    Roc rare = new Roc(RandomScores.scores("0.9", "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.95"));
    List<String> ten = EACH_ITS_OWN.subList(0, 10);

    assertThat(new Bootstrap(1, 500).interval(ten, drawn -> rare.redrawn(drawn).auc())).isEmpty();
  }

  @Test
  void oneLesionAloneHasNoInterval() {
    assertThat(
            new Bootstrap(1, 100)
                .interval(Collections.nCopies(400, "one"), BootstrapTest::firstHalf))
        .isEmpty();
    assertThat(new Bootstrap(1, 100).interval(List.of(), drawn -> OptionalDouble.of(1))).isEmpty();
    assertThatThrownBy(() -> new Bootstrap(1, 10)).hasMessageContaining("100");
  }
}
