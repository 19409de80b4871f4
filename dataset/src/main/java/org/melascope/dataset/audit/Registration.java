package org.melascope.dataset.audit;

import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * Lays one thumbnail over another that may be cropped differently: finds shift and scale along both
 * axes together with gain and offset of the light, by Gauss-Newton steps on the squared difference
 * (Lucas and Kanade, "An iterative image registration technique", IJCAI 1981).
 */
final class Registration {
  private static final int SIZE = Thumbnail.SIZE;
  private static final double CENTRE = (SIZE - 1) / 2.0;
  private static final int STEPS = 12;

  /** The difference is summed over each second place of each second row. */
  private static final int STRIDE = 2;

  /** How far the frames may differ: in scale as a share, in position in samples. */
  private static final double MOST_SCALE = 0.25;

  private static final double MOST_SHIFT = 6;

  private static final int PARAMETERS = 6;

  private final float[] fixed;
  private final float[] moving;

  /** What is added to the horizontal scale 1, the shift to the right, and the same vertically. */
  private final double[] frame = new double[4];

  private Registration(float[] fixed, float[] moving) {
    this.fixed = fixed;
    this.moving = moving;
  }

  /**
   * The second thumbnail as it looks in the frame of the first; NaN where it does not reach. If no
   * frame fits it comes back in the best one found.
   */
  static float[] align(float[] fixed, float[] moving) {
    Registration registration = new Registration(fixed, moving);
    for (int step = 0; step < STEPS && registration.improve(); step++) {
      // Until it changes no more.
    }
    return registration.moved();
  }

  /** Makes one step; false if it was the last worth making. */
  private boolean improve() {
    double[] change;
    try {
      change = solve();
    } catch (MathIllegalArgumentException e) {
      return false; // A picture without structure has no best frame.
    }
    double gain = Math.max(0.3, change[4]);
    double largest = 0;
    double[] next = frame.clone();
    for (int i = 0; i < frame.length; i++) {
      next[i] += change[i] / gain;
      largest = Math.max(largest, Math.abs(change[i] / gain));
    }
    if (Math.max(Math.abs(next[0]), Math.abs(next[2])) > MOST_SCALE
        || Math.max(Math.abs(next[1]), Math.abs(next[3])) > MOST_SHIFT) {
      return false;
    }
    System.arraycopy(next, 0, frame, 0, frame.length);
    return largest > 1e-3;
  }

  /** The normal equations of: fixed = gain * moving + offset + gradient * change. */
  private double[] solve() {
    double[][] normal = new double[PARAMETERS][PARAMETERS];
    double[] right = new double[PARAMETERS];
    double[] slope = new double[PARAMETERS];
    for (int y = STRIDE; y < SIZE - STRIDE; y += STRIDE) {
      for (int x = STRIDE; x < SIZE - STRIDE; x += STRIDE) {
        double column = column(x);
        double row = row(y);
        if (Math.min(column, row) < 1 || Math.max(column, row) > SIZE - 2) {
          continue;
        }
        slope[1] = at(column + 0.5, row) - at(column - 0.5, row);
        slope[0] = slope[1] * (x - CENTRE);
        slope[3] = at(column, row + 0.5) - at(column, row - 0.5);
        slope[2] = slope[3] * (y - CENTRE);
        slope[4] = at(column, row);
        slope[5] = 1;
        add(normal, right, slope, fixed[y * SIZE + x]);
      }
    }
    for (int i = 0; i < PARAMETERS; i++) {
      normal[i][i] += 1e-3;
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false))
        .getSolver()
        .solve(new ArrayRealVector(right, false))
        .toArray();
  }

  private static void add(double[][] normal, double[] right, double[] slope, double target) {
    for (int i = 0; i < PARAMETERS; i++) {
      right[i] += slope[i] * target;
      for (int j = 0; j < PARAMETERS; j++) {
        normal[i][j] += slope[i] * slope[j];
      }
    }
  }

  private float[] moved() {
    float[] moved = new float[SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double column = column(x);
        double row = row(y);
        boolean within = Math.min(column, row) >= 0 && Math.max(column, row) <= SIZE - 1;
        moved[y * SIZE + x] = within ? (float) at(column, row) : Float.NaN;
      }
    }
    return moved;
  }

  private double column(int x) {
    return CENTRE + (1 + frame[0]) * (x - CENTRE) + frame[1];
  }

  private double row(int y) {
    return CENTRE + (1 + frame[2]) * (y - CENTRE) + frame[3];
  }

  /** The moving thumbnail between its samples, bilinear; the place lies within it. */
  private double at(double column, double row) {
    int x = Math.min((int) column, SIZE - 2);
    int y = Math.min((int) row, SIZE - 2);
    double right = column - x;
    double below = row - y;
    int i = y * SIZE + x;
    double upper = (1 - right) * moving[i] + right * moving[i + 1];
    double lower = (1 - right) * moving[i + SIZE] + right * moving[i + SIZE + 1];
    return (1 - below) * upper + below * lower;
  }
}
