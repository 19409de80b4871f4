package org.melascope.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of text, with numbers as English has them. */
final class Lines {
  private final List<String> all = new ArrayList<>();

  void add(String format, Object... values) {
    all.add(String.format(Locale.ROOT, format, values));
  }

  List<String> all() {
    return List.copyOf(all);
  }

  /** A time in the unit that suits it. */
  static String time(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return seconds < 7200
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
