package org.melascope.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The operating points a bundle offers.
 *
 * @param points at least one, by rising target sensitivity without repeats; no threshold is above
 *     the one before
 */
public record OperatingCurve(List<OperatingPoint> points) {
  /** The target sensitivities of a curve that Melascope makes: 0.80 to 0.99 in steps of 0.01. */
  public static final List<Double> TARGETS =
      IntStream.rangeClosed(80, 99).mapToObj(percent -> percent / 100.0).toList();

  /** So that 0.95 asked for as 0.1 + 0.85 still finds the point of 0.95. */
  private static final double TOLERANCE = 1e-9;

  public OperatingCurve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("an operating curve needs at least one point");
    }
    for (int i = 1; i < points.size(); i++) {
      OperatingPoint before = points.get(i - 1);
      OperatingPoint point = points.get(i);
      if (point.targetSensitivity() <= before.targetSensitivity()) {
        throw new IllegalArgumentException(
            "points must be sorted by rising targetSensitivity, but "
                + point.targetSensitivity()
                + " follows "
                + before.targetSensitivity());
      }
      if (point.threshold() > before.threshold()) {
        throw new IllegalArgumentException(
            "a higher targetSensitivity cannot have a higher threshold, but at "
                + point.targetSensitivity()
                + " it rises from "
                + before.threshold()
                + " to "
                + point.threshold());
      }
    }
  }

  /**
   * The point with the smallest target that is at least the wanted sensitivity.
   *
   * @param sensitivity from the lowest to the highest target of the points
   * @throws IllegalArgumentException naming the range, for a sensitivity outside it
   */
  public OperatingPoint at(double sensitivity) {
    double lowest = points.get(0).targetSensitivity();
    double highest = points.get(points.size() - 1).targetSensitivity();
    if (!(sensitivity >= lowest - TOLERANCE && sensitivity <= highest + TOLERANCE)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no operating point for sensitivity %s: choose one from %.2f to %.2f",
              sensitivity,
              lowest,
              highest));
    }
    return points.stream()
        .filter(point -> point.targetSensitivity() >= sensitivity - TOLERANCE)
        .findFirst()
        .orElseThrow();
  }
}
