package org.melascope.evaluation.report;

import java.util.Locale;

/** What a line is drawn with; colour and dashes are the style sheet's. */
enum Ink {
  FIRST,
  SECOND,
  THIRD,
  REFERENCE;

  String style(String kind) {
    return kind + " " + name().toLowerCase(Locale.ROOT);
  }
}
