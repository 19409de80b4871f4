package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimisationTest {
  private static final Optimisation TEN_EPOCHS =
      new Optimisation(10, 16, 1e-3, 0.75, 0.05, 0.1, 0.99, 0.5, 2, 1);

  @Test
  void warmsUpLinearlyAndThenFallsAsHalfACosine() {
    long steps = 1000;
    assertThat(TEN_EPOCHS.schedule(0, steps)).isCloseTo(1 / 101.0, within(1e-12));
    assertThat(TEN_EPOCHS.schedule(49, steps)).isCloseTo(50 / 101.0, within(1e-12));
    assertThat(TEN_EPOCHS.schedule(99, steps)).isCloseTo(100 / 101.0, within(1e-12));
    assertThat(TEN_EPOCHS.schedule(100, steps)).isEqualTo(1);
    assertThat(TEN_EPOCHS.schedule(400, steps)).isCloseTo(0.75, within(1e-12));
    assertThat(TEN_EPOCHS.schedule(550, steps)).isCloseTo(0.5, within(1e-12));
    assertThat(TEN_EPOCHS.schedule(700, steps)).isCloseTo(0.25, within(1e-12));
    assertThat(TEN_EPOCHS.schedule(999, steps)).isBetween(0.0, 1e-5);
  }

  @Test
  void startsAtThePeakWithoutWarmUp() {
    Optimisation cold = new Optimisation(1, 1, 1e-3, 1, 0, 0, 0, 1, 0, 1);
    assertThat(cold.schedule(0, 1)).isEqualTo(1);
    assertThat(cold.schedule(1, 2)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void looksAtAllPatchesInTheLastEpochsOnly() {
    assertThat(TEN_EPOCHS.keptPatches(0)).isEqualTo(0.5);
    assertThat(TEN_EPOCHS.keptPatches(7)).isEqualTo(0.5);
    assertThat(TEN_EPOCHS.keptPatches(8)).isEqualTo(1);
    assertThat(TEN_EPOCHS.keptPatches(9)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 16, 1e-3, 0.75, 0.05, 0.1, 0.99, 0.5, 0, 1, epochs, 0.0",
    "10001, 16, 1e-3, 0.75, 0.05, 0.1, 0.99, 0.5, 2, 1, epochs, 10001.0",
    "10, 0, 1e-3, 0.75, 0.05, 0.1, 0.99, 0.5, 2, 1, batchSize, 0.0",
    "10, 16, 0, 0.75, 0.05, 0.1, 0.99, 0.5, 2, 1, learningRate, 0.0",
    "10, 16, NaN, 0.75, 0.05, 0.1, 0.99, 0.5, 2, 1, learningRate, NaN",
    "10, 16, 1e-3, 1.5, 0.05, 0.1, 0.99, 0.5, 2, 1, layerDecay, 1.5",
    "10, 16, 1e-3, 0.75, -1, 0.1, 0.99, 0.5, 2, 1, weightDecay, -1.0",
    "10, 16, 1e-3, 0.75, 0.05, 1, 0.99, 0.5, 2, 1, warmUp, 1.0",
    "10, 16, 1e-3, 0.75, 0.05, 0.1, 1, 0.5, 2, 1, averaging, 1.0",
    "10, 16, 1e-3, 0.75, 0.05, 0.1, 0.99, 0, 2, 1, keptPatches, 0.0",
    "10, 16, 1e-3, 0.75, 0.05, 0.1, 0.99, 0.5, 11, 1, wholeEpochs, 11.0",
    "10, 16, 1e-3, 0.75, 0.05, 0.1, 0.99, 0.5, 2, 0, clipping, 0.0",
  })
  void namesTheFieldThatIsOutOfRangeAndItsValue(
      int epochs,
      int batchSize,
      double learningRate,
      double layerDecay,
      double weightDecay,
      double warmUp,
      double averaging,
      double keptPatches,
      int wholeEpochs,
      double clipping,
      String field,
      String value) {
    assertThatThrownBy(
            () ->
                new Optimisation(
                    epochs,
                    batchSize,
                    learningRate,
                    layerDecay,
                    weightDecay,
                    warmUp,
                    averaging,
                    keptPatches,
                    wholeEpochs,
                    clipping))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field + " must be ")
        .hasMessageEndingWith("not " + value);
  }
}
