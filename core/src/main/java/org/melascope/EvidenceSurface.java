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
   * The evidence at a place of what the network sees, from -1 (against) to 1 (for).
   *
   * @param x from 0 at the left edge to 1 at the right one; {@code y} from the top to the bottom
   */
  double at(double x, double y) {
    if (greatest == 0) {
      return 0;
    }
    double column = x * evidence.columns() - 0.5;
    double row = y * evidence.rows() - 0.5;
    int left = (int) Math.floor(column);
    int above = (int) Math.floor(row);
    double[] across = new double[4];
    for (int i = 0; i < 4; i++) {
      int r = above - 1 + i;
      across[i] =
          spline(
              value(r, left - 1),
              value(r, left),
              value(r, left + 1),
              value(r, left + 2),
              column - left);
    }
    double value = spline(across[0], across[1], across[2], across[3], row - above) / greatest;
    return Math.max(-1, Math.min(1, value));
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
