package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

class WeightAverageTest {

  @Test
  void forgetsExponentiallyAndFasterWhileFewStepsAreDone() {
    double decay = 0.5;
    double expected = 1;
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray parameter = manager.create(new float[] {1, 10}, new Shape(2));
      WeightAverage average = new WeightAverage(manager, Map.of("w", parameter), decay);
      for (int step = 1; step <= 12; step++) {
        parameter.addi(step);
        average.update(step);
        double now = parameter.toFloatArray()[0];
        // (1 + step) / (10 + step) reaches one half at the eighth step.
        double kept = step < 8 ? (1.0 + step) / (10.0 + step) : 0.5;
        expected = kept * expected + (1 - kept) * now;
        float[] values = average.weights().require("w", 2).values();
        assertThat((double) values[0]).isCloseTo(expected, within(1e-4));
        assertThat((double) values[1]).isCloseTo(expected + 9, within(1e-4));
      }
    }
  }

  @Test
  void isTheLastWeightsWhenNothingIsKept() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray parameter = manager.create(new float[] {1, 2, 3}, new Shape(3));
      WeightAverage average = new WeightAverage(manager, Map.of("w", parameter), 0);
      parameter.muli(7);
      average.update(1);
      assertThat(average.weights().require("w", 3).values()).containsExactly(7, 14, 21);
    }
  }

  @Test
  void goesOnFromEarlierAverages() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray parameter = manager.create(new float[] {1, 2}, new Shape(2));
      WeightAverage average = new WeightAverage(manager, Map.of("w", parameter), 0.9);
      average.restore(new Weights(Map.of("w", Tensor.of(new float[] {100, 200}, 2))));
      average.update(1_000_000);
      assertThat(average.weights().require("w", 2).values())
          .containsExactly(new float[] {90.1f, 180.2f}, within(1e-4f));
      assertThat(parameter.toFloatArray()).containsExactly(1, 2);
    }
  }
}
