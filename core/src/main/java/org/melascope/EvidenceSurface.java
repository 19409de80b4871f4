package org.melascope;

import org.melascope.network.EvidenceMap;

/**
 * The evidence for one diagnosis between the centres of the patches: a surface of Catmull-Rom
 * splines through the patches' values, divided by the greatest of them in size and kept in [-1, 1].
 */
final class EvidenceSurface {
  private final EvidenceMap evidence;
  private final int output;
  private final double greatest;

  /**
   * The surface of one output of a network.
   *
   * @param output from 0 to the map's number of outputs - 1
   */
  EvidenceSurface(EvidenceMap evidence, int output) {
    this.evidence = evidence;
    this.output = output;
    double size = 0;
    for (int row = 0; row < evidence.rows(); row++) {
      for (int column = 0; column < evidence.columns(); column++) {
        size = Math.max(size, Math.abs(evidence.at(output, row, column)));
      }
    }
    this.greatest = size;
  }

  /** The size of the strongest patch's evidence, in units of the logit. */
  double greatest() {
    return greatest;
  }

  /**
   * The evidence at places of what the network sees, from -1 (against) to 1 (for).
   *
   * @param x of each column of places, from 0 at the left edge to 1 at the right one; {@code y} of
   *     each row, from the top to the bottom
   * @return row by row, {@code y.length * x.length} values
   */
  float[] at(double[] x, double[] y) {
    float[] values = new float[y.length * x.length];
    if (greatest == 0) {
      return values;
    }
    // Along the rows of patches first: then four of them make a row of the result.
    double[][] lines = new double[evidence.rows()][x.length];
    for (int row = 0; row < lines.length; row++) {
      for (int i = 0; i < x.length; i++) {
        double column = x[i] * evidence.columns() - 0.5;
        int left = (int) Math.floor(column);
        lines[row][i] =
            spline(
                value(row, left - 1),
                value(row, left),
                value(row, left + 1),
                value(row, left + 2),
                column - left);
      }
    }
    for (int j = 0; j < y.length; j++) {
      double row = y[j] * evidence.rows() - 0.5;
      int above = (int) Math.floor(row);
      double[] a = line(lines, above - 1);
      double[] b = line(lines, above);
      double[] c = line(lines, above + 1);
      double[] d = line(lines, above + 2);
      for (int i = 0; i < x.length; i++) {
        double value = spline(a[i], b[i], c[i], d[i], row - above) / greatest;
        values[j * x.length + i] = (float) Math.max(-1, Math.min(1, value));
      }
    }
    return values;
  }

  private static double[] line(double[][] lines, int row) {
    return lines[Math.max(0, Math.min(lines.length - 1, row))];
  }

  /** The value of a patch; beyond the edge that of the patch at the edge. */
  private double value(int row, int column) {
    int r = Math.max(0, Math.min(evidence.rows() - 1, row));
    int c = Math.max(0, Math.min(evidence.columns() - 1, column));
    return evidence.at(output, r, c);
  }

  /** Catmull and Rom 1974, between b (at 0) and c (at 1). */
  private static double spline(double a, double b, double c, double d, double t) {
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }
}
