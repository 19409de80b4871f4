package org.melascope.training.weights;

import java.util.Arrays;
import java.util.List;

/**
 * An array of floats with a shape, outside of any engine.
 *
 * @param shape size of each dimension, slowest first; empty for a single number
 * @param values in row-major order; not copied, so whoever makes a tensor gives the array away
 */
public record Tensor(List<Long> shape, float[] values) {
  public Tensor {
    shape = List.copyOf(shape);
    if (shape.stream().anyMatch(dimension -> dimension < 0)) {
      throw new IllegalArgumentException("shape " + shape + " has a negative size");
    }
    // In double precision a product does not overflow, and is exact as far as arrays are long.
    double size = shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    if (size != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + (long) size + " values, not " + values.length);
    }
  }

  /** A tensor of this shape. */
  public static Tensor of(float[] values, long... shape) {
    return new Tensor(Arrays.stream(shape).boxed().toList(), values);
  }

  /** Equal shape and equal values, bit for bit. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
