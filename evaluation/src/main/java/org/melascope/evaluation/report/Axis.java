package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis of a figure.
 *
 * @param label what is drawn along it
 * @param low value at its start
 * @param high value at its end, above {@code low}
 * @param step between two ticks, positive
 */
record Axis(String label, double low, double high, double step) {
  Axis {
    if (!(low < high && step > 0)) {
      throw new IllegalArgumentException("no axis from " + low + " to " + high + " by " + step);
    }
  }

  /** From 0 to 1. */
  static Axis share(String label) {
    return new Axis(label, 0, 1, 0.2);
  }

  /** From 0, or below it, to just above the largest value, with four to eight ticks. */
  static Axis upTo(String label, double low, double largest) {
    double range = Math.max(largest - low, 1e-3);
    double power = Math.pow(10, Math.floor(Math.log10(range)));
    double leading = range / power;
    double step = power * (leading < 1.5 ? 0.2 : leading < 3.5 ? 0.5 : leading < 7.5 ? 1 : 2);
    double start = Math.floor(low / step) * step;
    // Also where nothing is above the start: a classifier may make no mistake.
    double end = Math.max(start + step, Math.ceil(largest / step) * step);
    return new Axis(label, start, end, step);
  }

  /** Where a value lies: 0 at the start, 1 at the end; values beyond are moved to the ends. */
  double position(double value) {
    return Math.max(0, Math.min(1, (value - low) / (high - low)));
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step * 1e-6; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  String tick(double value) {
    int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }
}
