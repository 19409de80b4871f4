package org.melascope.evaluation.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Markdown in the making. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();

  /** A line; what would end it, or begin markup, is taken out of the values. */
  void line(String format, Object... values) {
    Object[] plain =
        Arrays.stream(values).map(value -> value instanceof String s ? plain(s) : value).toArray();
    text.append(String.format(Locale.ROOT, format, plain)).append('\n');
  }

  private static String plain(String value) {
    return value.replaceAll("\\R", " ").replace("\\", "\\\\").replace("<", "\\<");
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
    text.append(Arrays.stream(headers).map(header -> "---").collect(inRow())).append('\n');
  }

  /** A row; what would end a cell or a line is taken out of the cells. */
  void row(String... cells) {
    text.append(Arrays.stream(cells).map(Markdown::cell).collect(inRow())).append('\n');
  }

  private static String cell(String text) {
    return plain(text).replace("|", "\\|");
  }

  private static Collector<CharSequence, ?, String> inRow() {
    return Collectors.joining(" | ", "| ", " |");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
