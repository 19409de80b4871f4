package org.melascope.network;

import java.util.Arrays;

/**
 * How much each patch of a picture speaks for and against each output of the network: the sum over
 * all patches plus the head's bias is the output's logit.
 */
public final class EvidenceMap {
  private final int outputs;
  private final int rows;
  private final int columns;
  private final float[] values;

  /**
   * A map of a copy of these values.
   *
   * @param outputs number of logits
   * @param rows patches from top to bottom
   * @param columns patches from left to right
   * @param values {@code [outputs, rows, columns]}, in units of the logit
   */
  public EvidenceMap(int outputs, int rows, int columns, float[] values) {
    if (values.length != (long) outputs * rows * columns || values.length == 0) {
      throw new IllegalArgumentException(
          "%d values do not fill %d x %d x %d".formatted(values.length, outputs, rows, columns));
    }
    this.outputs = outputs;
    this.rows = rows;
    this.columns = columns;
    this.values = values.clone();
  }

  /** Number of logits. */
  public int outputs() {
    return outputs;
  }

  /** Patches from top to bottom. */
  public int rows() {
    return rows;
  }

  /** Patches from left to right. */
  public int columns() {
    return columns;
  }

  /** What one patch adds to the logit of an output: positive speaks for it, negative against. */
  public float at(int output, int row, int column) {
    return values[(output * rows + row) * columns + column];
  }

  /** What all patches together add to the logit of an output. */
  public double sum(int output) {
    double sum = 0;
    for (int i = output * rows * columns; i < (output + 1) * rows * columns; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** Equal sizes and equal values. */
  @Override
  public boolean equals(Object other) {
    return other instanceof EvidenceMap that
        && rows == that.rows
        && columns == that.columns
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "EvidenceMap[" + outputs + " x " + rows + " x " + columns + "]";
  }
}
