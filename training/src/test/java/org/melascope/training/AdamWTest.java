package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.melascope.training.weights.Weights;

class AdamWTest {
  private static final double WEIGHT_DECAY = 0.3;
  private static final double CLIPPING = 2;
  private static final Map<String, Shape> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put("cls_token", new Shape(1, 1, 4));
    SHAPES.put("pos_embed", new Shape(1, 3, 4));
    SHAPES.put("blocks.0.norm1.weight", new Shape(4));
    SHAPES.put("head.weight", new Shape(3, 4));
    SHAPES.put("head.bias", new Shape(3));
  }

  @Test
  void takesTheStepsOfItsPaper() {
    ToDoubleFunction<String> scale = name -> name.startsWith("head") ? 1 : 0.25;
    Map<String, double[]> start = start();
    Twin twin = new Twin(start, scale);
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> parameters = parameters(manager, start);
      AdamW optimiser = new AdamW(manager, parameters, WEIGHT_DECAY, CLIPPING, scale);
      for (int step = 0; step < 8; step++) {
        Map<String, double[]> gradient = gradient(step);
        double rate = 0.05 / (step + 1);
        double norm = step(optimiser, parameters, gradient, rate);
        assertThat(norm).isCloseTo(twin.step(gradient, rate), within(1e-5 * norm));
        assertClose(parameters, twin.parameters);
      }
    }
  }

  @Test
  void shrinksOnlyTheMatricesWhereThereIsNoGradient() {
    Map<String, double[]> start = start();
    Map<String, double[]> none = new LinkedHashMap<>();
    start.forEach((name, values) -> none.put(name, new double[values.length]));
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> parameters = parameters(manager, start);
      AdamW optimiser = new AdamW(manager, parameters, WEIGHT_DECAY, CLIPPING, name -> 1);
      step(optimiser, parameters, none, 0.5);
      start.computeIfPresent(
          "head.weight",
          (name, values) -> Arrays.stream(values).map(v -> v * (1 - 0.5 * WEIGHT_DECAY)).toArray());
      assertClose(parameters, start);
    }
  }

  @Test
  void goesOnFromItsStateAsIfItHadNotStopped() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> undisturbed = parameters(manager, start());
      AdamW first = new AdamW(manager, undisturbed, WEIGHT_DECAY, CLIPPING, name -> 0.5);
      for (int step = 0; step < 3; step++) {
        step(first, undisturbed, gradient(step), 0.1);
      }
      Weights state = first.state();
      Map<String, NDArray> resumed = new LinkedHashMap<>();
      undisturbed.forEach(
          (name, array) ->
              resumed.put(name, manager.create(array.toFloatArray(), array.getShape())));
      AdamW second = new AdamW(manager, resumed, WEIGHT_DECAY, CLIPPING, name -> 0.5);
      second.restore(state, 3);
      for (int step = 3; step < 6; step++) {
        step(first, undisturbed, gradient(step), 0.1);
        step(second, resumed, gradient(step), 0.1);
      }
      resumed.forEach(
          (name, array) ->
              assertThat(array.toFloatArray())
                  .as(name)
                  .isEqualTo(undisturbed.get(name).toFloatArray()));
      assertThat(second.state()).isEqualTo(first.state()).isNotEqualTo(state);
    }
  }

  /** A step whose gradient is the given one: that of the scalar product with it. */
  private static double step(
      AdamW optimiser,
      Map<String, NDArray> parameters,
      Map<String, double[]> gradient,
      double rate) {
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      scope.suppressNotUsedWarning();
      NDArray sum = null;
      for (Map.Entry<String, NDArray> entry : parameters.entrySet()) {
        NDArray parameter = entry.getValue();
        NDArray slope =
            parameter
                .getManager()
                .create(floats(gradient.get(entry.getKey())), parameter.getShape());
        NDArray product = parameter.mul(slope).sum();
        sum = sum == null ? product : sum.add(product);
      }
      collector.backward(sum);
    }
    return optimiser.step(rate);
  }

  /** Every third gradient is so large that it is clipped. */
  private static Map<String, double[]> gradient(int step) {
    Random random = new Random(100 + step);
    double size = step % 3 == 0 ? 4 : 0.2;
    Map<String, double[]> gradient = new LinkedHashMap<>();
    SHAPES.forEach(
        (name, shape) ->
            gradient.put(
                name, random.doubles(shape.size(), -1, 1).map(v -> (float) (size * v)).toArray()));
    return gradient;
  }

  private static Map<String, double[]> start() {
    Random random = new Random(1);
    Map<String, double[]> start = new LinkedHashMap<>();
    SHAPES.forEach(
        (name, shape) ->
            start.put(name, random.doubles(shape.size(), -1, 1).map(v -> (float) v).toArray()));
    return start;
  }

  private static Map<String, NDArray> parameters(NDManager manager, Map<String, double[]> values) {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    SHAPES.forEach(
        (name, shape) -> parameters.put(name, manager.create(floats(values.get(name)), shape)));
    return parameters;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static void assertClose(Map<String, NDArray> parameters, Map<String, double[]> expected) {
    expected.forEach(
        (name, values) ->
            assertThat(parameters.get(name).toFloatArray())
                .as(name)
                .containsExactly(floats(values), within(2e-6f)));
  }

  /** Algorithm 2 of Loshchilov and Hutter 2019, number by number. */
  private static final class Twin {
    final Map<String, double[]> parameters = new LinkedHashMap<>();
    private final Map<String, double[]> means = new LinkedHashMap<>();
    private final Map<String, double[]> squares = new LinkedHashMap<>();
    private final ToDoubleFunction<String> scale;
    private int steps;

    Twin(Map<String, double[]> start, ToDoubleFunction<String> scale) {
      this.scale = scale;
      start.forEach(
          (name, values) -> {
            parameters.put(name, values.clone());
            means.put(name, new double[values.length]);
            squares.put(name, new double[values.length]);
          });
    }

    double step(Map<String, double[]> gradient, double learningRate) {
      steps++;
      double norm =
          Math.sqrt(
              gradient.values().stream().flatMapToDouble(Arrays::stream).map(g -> g * g).sum());
      double clipped = norm > CLIPPING ? CLIPPING / norm : 1;
      for (String name : SHAPES.keySet()) {
        double rate = learningRate * scale.applyAsDouble(name);
        double decay = name.equals("head.weight") ? WEIGHT_DECAY : 0;
        double[] values = parameters.get(name);
        for (int i = 0; i < values.length; i++) {
          double g = gradient.get(name)[i] * clipped;
          double mean = 0.9 * means.get(name)[i] + 0.1 * g;
          means.get(name)[i] = mean;
          double square = 0.999 * squares.get(name)[i] + 0.001 * g * g;
          squares.get(name)[i] = square;
          double unbiasedMean = mean / (1 - Math.pow(0.9, steps));
          double unbiasedSquare = square / (1 - Math.pow(0.999, steps));
          values[i] -=
              rate * (unbiasedMean / (Math.sqrt(unbiasedSquare) + 1e-8) + decay * values[i]);
        }
      }
      return norm;
    }
  }
}
