package org.melascope.evaluation.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Markdown in the making. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();

  void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  void section(String title) {
    line("");
    line("## %s", title);
    line("");
  }

  /** Begins a table; its rows follow. */
  void table(String... headers) {
    line("");
    row(headers);
    line("%s", Arrays.stream(headers).map(header -> "---").collect(inRow()));
  }

  /** A row; what would end a cell or a line is taken out of the cells. */
  void row(String... cells) {
    line("%s", Arrays.stream(cells).map(Markdown::cell).collect(inRow()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\R", " ");
  }

  private static Collector<CharSequence, ?, String> inRow() {
    return Collectors.joining(" | ", "| ", " |");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
