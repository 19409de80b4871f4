package org.melascope.server.browser;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as an English reader sees them in the page. */
final class Figures {
  private Figures() {}

  /** A probability with one decimal, such as {@code 91.5 %}; never 0 or 100 unless it is. */
  static String percent(double probability) {
    if (probability > 0 && probability < 0.0005) {
      return "< 0.1 %";
    }
    if (probability < 1 && probability > 0.9995) {
      return "> 99.9 %";
    }
    return fixed(100 * probability, 1) + " %";
  }

  /** A number with this many decimals. */
  static String fixed(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
