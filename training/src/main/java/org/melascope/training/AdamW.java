package org.melascope.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

/**
 * AdamW (Loshchilov and Hutter 2019) with a learning rate of its own for each parameter, and with
 * its state within reach so that a checkpoint can hold it.
 */
final class AdamW implements AutoCloseable {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private record Slot(
      NDArray parameter, NDArray mean, NDArray square, double rateScale, boolean decays) {}

  private final NDManager manager;
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final double weightDecay;
  private final double clipping;
  private long steps;

  /**
   * An optimiser for these parameters, whose gradients are switched on.
   *
   * @param rateScale each parameter's share of the learning rate, by its name
   */
  AdamW(
      NDManager parent,
      Map<String, NDArray> parameters,
      double weightDecay,
      double clipping,
      ToDoubleFunction<String> rateScale) {
    this.manager = parent.newSubManager();
    this.weightDecay = weightDecay;
    this.clipping = clipping;
    parameters.forEach(
        (name, parameter) -> {
          parameter.setRequiresGradient(true);
          NDArray mean = manager.zeros(parameter.getShape());
          NDArray square = manager.zeros(parameter.getShape());
          slots.put(
              name,
              new Slot(
                  parameter, mean, square, rateScale.applyAsDouble(name), decays(name, parameter)));
        });
  }

  /**
   * Matrices decay; biases, norms, the class token and the positions do not, as usual for
   * transformers.
   */
  private static boolean decays(String name, NDArray parameter) {
    return parameter.getShape().dimension() > 1
        && !name.equals("pos_embed")
        && !name.equals("cls_token");
  }

  /**
   * Moves the parameters down their gradients, and clears the gradients.
   *
   * @return the norm of the whole gradient before clipping
   */
  double step(double learningRate) {
    steps++;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double norm = gradientNorm();
      double scale = Math.min(1, clipping / (norm + 1e-6));
      double rate =
          learningRate
              * Math.sqrt(1 - Math.pow(BETA_2, (double) steps))
              / (1 - Math.pow(BETA_1, (double) steps));
      for (Slot slot : slots.values()) {
        update(slot, scale, rate * slot.rateScale, learningRate * slot.rateScale * weightDecay);
      }
      return norm;
    }
  }

  private static void update(Slot slot, double gradientScale, double rate, double decay) {
    NDArray gradient = slot.parameter.getGradient();
    gradient.muli(gradientScale);
    slot.mean.muli(BETA_1).addi(gradient.mul(1 - BETA_1));
    slot.square.muli(BETA_2).addi(gradient.square().muli(1 - BETA_2));
    // The engine refuses to change a parameter in place; its detached twin shares the memory.
    NDArray values = slot.parameter.stopGradient();
    if (slot.decays) {
      values.muli(1 - decay);
    }
    values.subi(slot.mean.mul(rate).divi(slot.square.sqrt().addi(EPSILON)));
    gradient.muli(0);
  }

  private double gradientNorm() {
    double sum = 0;
    for (Slot slot : slots.values()) {
      sum += slot.parameter.getGradient().square().sum().getFloat();
    }
    return Math.sqrt(sum);
  }

  /**
   * The state, to be given to {@link #restore}: for each parameter its mean and mean square
   * gradient.
   */
  Weights state() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    slots.forEach(
        (name, slot) -> {
          long[] shape = slot.parameter.getShape().getShape();
          tensors.put(name + ".mean", Tensor.of(slot.mean.toFloatArray(), shape));
          tensors.put(name + ".square", Tensor.of(slot.square.toFloatArray(), shape));
        });
    return new Weights(tensors);
  }

  /** Goes back to a state. */
  void restore(Weights state, long stepsTaken) {
    steps = stepsTaken;
    slots.forEach(
        (name, slot) -> {
          long[] shape = slot.parameter.getShape().getShape();
          slot.mean.set(state.require(name + ".mean", shape).values());
          slot.square.set(state.require(name + ".square", shape).values());
        });
  }

  @Override
  public void close() {
    manager.close();
  }
}
