package org.melascope.evaluation.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.Estimate;
import org.melascope.evaluation.Interval;

/** How numbers are written for people: three decimals, intervals in brackets. */
final class Numbers {
  /** Stands for what is undefined on the pictures at hand. */
  static final String UNKNOWN = "-";

  private Numbers() {}

  static String decimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  static String decimals(OptionalDouble value) {
    return value.isPresent() ? decimals(value.getAsDouble()) : UNKNOWN;
  }

  /** A difference, always with its sign. */
  static String signed(double value) {
    return String.format(Locale.ROOT, "%+.3f", value);
  }

  static String signed(OptionalDouble value) {
    return value.isPresent() ? signed(value.getAsDouble()) : UNKNOWN;
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String estimate(Optional<Estimate> estimate) {
    return estimate
        .map(e -> decimals(e.value()) + e.interval().map(Numbers::interval).orElse(""))
        .orElse(UNKNOWN);
  }

  /** A difference with its interval. */
  static String difference(Estimate estimate) {
    return signed(estimate.value())
        + estimate
            .interval()
            .map(i -> " [" + signed(i.low()) + ", " + signed(i.high()) + "]")
            .orElse("");
  }

  static String proportion(Proportion proportion) {
    return proportion.value().isEmpty()
        ? UNKNOWN
        : decimals(proportion.value())
            + interval(new Interval(proportion.low(), proportion.high()));
  }

  /** With a space before it. */
  static String interval(Interval interval) {
    return " [" + decimals(interval.low()) + ", " + decimals(interval.high()) + "]";
  }

  /** A p value, which is never said to be zero. */
  static String p(double value) {
    return value < 0.001 ? "< 0.001" : decimals(value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** How many of 100, with the interval in the same measure. */
  static String ofHundred(Proportion share) {
    return String.format(
        Locale.ROOT,
        "%.0f of 100 [%.0f to %.0f]",
        100 * share.value().orElseThrow(),
        100 * share.low(),
        100 * share.high());
  }
}
