package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/** A table with a caption, a header row, and the first cell of each row as its header. */
final class Table {
  private final String caption;
  private final List<String> headers;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String caption, String... headers) {
    this.caption = caption;
    this.headers = List.of(headers);
  }

  Table row(String... cells) {
    if (cells.length != headers.size()) {
      throw new IllegalArgumentException(
          "a row of " + caption + " has " + cells.length + " cells, not " + headers.size());
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Writes the table; nothing where it has no rows. */
  void write(Markup page) {
    if (rows.isEmpty()) {
      return;
    }
    page.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", caption);
    page.open("table").element("caption", caption);
    page.open("thead").open("tr");
    headers.forEach(header -> page.element("th", header, "scope", "col"));
    page.close("tr").close("thead").open("tbody");
    for (List<String> row : rows) {
      page.open("tr").element("th", row.get(0), "scope", "row");
      row.subList(1, row.size()).forEach(cell -> page.element("td", cell));
      page.close("tr");
    }
    page.close("tbody").close("table").close("div");
  }
}
