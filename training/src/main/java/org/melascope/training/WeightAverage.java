package org.melascope.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

/**
 * An exponential moving average of a network's weights (Polyak and Juditsky 1992): steadier than
 * the last weights.
 */
final class WeightAverage implements AutoCloseable {
  private final NDManager manager;
  private final Map<String, NDArray> parameters;
  private final Map<String, NDArray> averages = new LinkedHashMap<>();
  private final double decay;

  /** Starts at the parameters as they are now. */
  WeightAverage(NDManager parent, Map<String, NDArray> parameters, double decay) {
    this.manager = parent.newSubManager();
    this.parameters = parameters;
    this.decay = decay;
    parameters.forEach(
        (name, parameter) ->
            averages.put(name, manager.create(parameter.toFloatArray(), parameter.getShape())));
  }

  /**
   * Takes in the parameters after a step; while few steps are done, the average forgets its start
   * faster.
   */
  void update(long stepsTaken) {
    double kept = Math.min(decay, (1.0 + stepsTaken) / (10.0 + stepsTaken));
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      averages.forEach((name, average) -> average.muli(kept).addi(now(name).mul(1 - kept)));
    }
  }

  private NDArray now(String name) {
    NDArray parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalStateException("no parameter '" + name + "'");
    }
    return parameter.stopGradient();
  }

  /** A copy of the averages as they are now. */
  Weights weights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    averages.forEach(
        (name, average) ->
            tensors.put(name, Tensor.of(average.toFloatArray(), average.getShape().getShape())));
    return new Weights(tensors);
  }

  /** Goes back to earlier averages. */
  void restore(Weights weights) {
    averages.forEach(
        (name, average) ->
            average.set(weights.require(name, average.getShape().getShape()).values()));
  }

  @Override
  public void close() {
    manager.close();
  }
}
