package org.melascope.gates;

/**
 * A plane over a grid, as a slope in each direction: how light falls off over a picture.
 *
 * @param perRow change from a row to the next
 * @param perColumn change from a column to the next
 */
record Plane(double perRow, double perColumn) {

  /**
   * The least-squares plane through some cells; level where they do not fix one.
   *
   * @param used which cells count
   */
  static Plane through(float[] values, boolean[] used, int side) {
    double n = 0;
    double y = 0;
    double x = 0;
    double v = 0;
    double yy = 0;
    double xx = 0;
    double xy = 0;
    double yv = 0;
    double xv = 0;
    for (int i = 0; i < values.length; i++) {
      if (used[i]) {
        int row = i / side;
        int column = i % side;
        n++;
        y += row;
        x += column;
        v += values[i];
        yy += (double) row * row;
        xx += (double) column * column;
        xy += (double) row * column;
        yv += row * (double) values[i];
        xv += column * (double) values[i];
      }
    }
    double a = yy - y * y / n;
    double b = xy - x * y / n;
    double c = xx - x * x / n;
    double determinant = a * c - b * b;
    if (n < 3 || !(determinant > 1e-6 * a * c)) {
      return new Plane(0, 0);
    }
    double p = yv - y * v / n;
    double q = xv - x * v / n;
    return new Plane((c * p - b * q) / determinant, (a * q - b * p) / determinant);
  }

  /** The values without the plane, which is taken for level in the middle. */
  float[] takenFrom(float[] values, int side) {
    float[] rest = new float[values.length];
    double middle = (side - 1) / 2.0;
    for (int i = 0; i < values.length; i++) {
      int row = i / side;
      int column = i % side;
      double tilt = perRow * (row - middle) + perColumn * (column - middle);
      rest[i] = (float) (values[i] - tilt);
    }
    return rest;
  }
}
