package org.melascope.training.weights;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named tensors, in order: the weights of a network under timm's parameter names, or the state of
 * an optimiser.
 *
 * @param tensors by name, in the order in which they are written to a file
 */
public record Weights(Map<String, Tensor> tensors) {
  public Weights {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /** The tensor of this name, if there is one. */
  public Optional<Tensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** Those tensors whose names begin with a prefix, without it. */
  public Weights within(String prefix) {
    Map<String, Tensor> within = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            within.put(name.substring(prefix.length()), tensor);
          }
        });
    return new Weights(within);
  }

  /**
   * The mean of several.
   *
   * @param weights at least one; all must have the tensors of the first
   */
  public static Weights mean(List<Weights> weights) {
    Map<String, Tensor> means = new LinkedHashMap<>();
    weights
        .get(0)
        .tensors()
        .forEach(
            (name, first) -> {
              long[] shape = first.shape().stream().mapToLong(Long::longValue).toArray();
              double[] sums = new double[first.values().length];
              for (Weights one : weights) {
                float[] values = one.require(name, shape).values();
                for (int i = 0; i < sums.length; i++) {
                  sums[i] += values[i];
                }
              }
              float[] mean = new float[sums.length];
              for (int i = 0; i < sums.length; i++) {
                mean[i] = (float) (sums[i] / weights.size());
              }
              means.put(name, Tensor.of(mean, shape));
            });
    return new Weights(means);
  }

  /**
   * The tensor of this name.
   *
   * @throws IllegalArgumentException naming the tensor when it is missing
   */
  public Tensor named(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("the weights have no tensor '" + name + "'"));
  }

  /**
   * The tensor of this name and shape.
   *
   * @throws IllegalArgumentException naming the tensor when it is missing or of another shape
   */
  public Tensor require(String name, long... shape) {
    Tensor tensor = named(name);
    List<Long> expected = Arrays.stream(shape).boxed().toList();
    if (!tensor.shape().equals(expected)) {
      throw new IllegalArgumentException(
          "the tensor '"
              + name
              + "' has shape "
              + tensor.shape()
              + ", the network needs "
              + expected);
    }
    return tensor;
  }
}
