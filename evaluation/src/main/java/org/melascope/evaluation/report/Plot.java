package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.melascope.evaluation.Interval;

/**
 * A figure with two axes as inline SVG, its legend and its caption. Drawn in the order in which
 * things are added; the title and the description are what a screen reader reads instead.
 */
final class Plot {
  /** A point of a figure, in the units of its axes. */
  record Point(double x, double y) {}

  private static final double LEFT = 56;
  private static final double TOP = 20;
  private static final double WIDTH = 370;
  private static final double HEIGHT = 270;

  private final String title;
  private final String description;
  private final Axis horizontal;
  private final Axis vertical;
  private final List<Consumer<Markup>> drawings = new ArrayList<>();
  private final Map<String, String> legend = new LinkedHashMap<>();

  Plot(String title, String description, Axis horizontal, Axis vertical) {
    this.title = title;
    this.description = description;
    this.horizontal = horizontal;
    this.vertical = vertical;
  }

  private double x(double value) {
    return LEFT + WIDTH * horizontal.position(value);
  }

  private double y(double value) {
    return TOP + HEIGHT * (1 - vertical.position(value));
  }

  /** A line through points, named in the legend. */
  Plot line(Ink ink, String name, List<Point> points) {
    legend.put(name, ink.style("line"));
    drawings.add(page -> page.empty("path", "class", ink.style("line"), "d", path(points)));
    return this;
  }

  /** The area between two lines over the same horizontal values, named in the legend. */
  Plot band(Ink ink, String name, List<Point> lower, List<Point> upper) {
    legend.put(name, ink.style("band"));
    List<Point> outline = new ArrayList<>(upper);
    for (int i = lower.size() - 1; i >= 0; i--) {
      outline.add(lower.get(i));
    }
    drawings.add(page -> page.empty("path", "class", ink.style("band"), "d", path(outline) + "Z"));
    return this;
  }

  /** A filled rectangle between two corners, named in the legend. */
  Plot bar(Ink ink, String name, Point from, Point to) {
    legend.put(name, ink.style("bar"));
    drawings.add(
        page ->
            page.empty(
                "rect",
                "class",
                ink.style("bar"),
                "x",
                Math.min(x(from.x), x(to.x)),
                "y",
                Math.min(y(from.y), y(to.y)),
                "width",
                Math.abs(x(to.x) - x(from.x)),
                "height",
                Math.abs(y(to.y) - y(from.y))));
    return this;
  }

  /**
   * A dot, named in the legend.
   *
   * @param radius in pixels
   */
  Plot dot(Ink ink, String name, Point at, double radius) {
    legend.put(name, ink.style("dot"));
    drawings.add(
        page ->
            page.empty(
                "circle", "class", ink.style("dot"), "cx", x(at.x), "cy", y(at.y), "r", radius));
    return this;
  }

  /** An interval at some height. */
  Plot across(Ink ink, Interval extent, double y) {
    return whisker(ink, List.of(new Point(extent.low(), y), new Point(extent.high(), y)));
  }

  /** An interval at some place along the horizontal axis. */
  Plot upright(Ink ink, double x, Interval extent) {
    return whisker(ink, List.of(new Point(x, extent.low()), new Point(x, extent.high())));
  }

  private Plot whisker(Ink ink, List<Point> points) {
    drawings.add(page -> page.empty("path", "class", ink.style("whisker"), "d", path(points)));
    return this;
  }

  /** A note whose middle is above a point. */
  Plot note(Point at, String text) {
    drawings.add(
        page -> page.element("text", text, "class", "note", "x", x(at.x), "y", y(at.y) - 6));
    return this;
  }

  /** Points on a straight line need not all be written. */
  private String path(List<Point> points) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      if (i > 0 && i + 1 < points.size() && isStraight(points, i)) {
        continue;
      }
      path.append(i == 0 ? 'M' : 'L')
          .append(Markup.number(x(points.get(i).x)))
          .append(' ')
          .append(Markup.number(y(points.get(i).y)));
    }
    return path.toString();
  }

  private static boolean isStraight(List<Point> points, int i) {
    Point before = points.get(i - 1);
    Point here = points.get(i);
    Point after = points.get(i + 1);
    boolean level = before.y == here.y && here.y == after.y;
    boolean upright = before.x == here.x && here.x == after.x;
    return level || upright;
  }

  /** Writes the figure with its legend and caption. */
  void write(Markup page, String caption) {
    String titleId = page.newId();
    String descriptionId = page.newId();
    page.open("figure");
    page.open(
        "svg",
        "viewBox",
        "0 0 440 340",
        "role",
        "img",
        "aria-labelledby",
        titleId + " " + descriptionId);
    page.element("title", title, "id", titleId);
    page.element("desc", description, "id", descriptionId);
    axes(page);
    drawings.forEach(drawing -> drawing.accept(page));
    page.close("svg");
    page.open("figcaption");
    page.element("strong", title + ". ").text(caption);
    legend(page);
    page.close("figcaption").close("figure");
  }

  private void legend(Markup page) {
    page.open("ul", "class", "legend");
    legend.forEach(
        (name, style) -> {
          page.open("li");
          page.open("svg", "viewBox", "0 0 22 10", "class", "key", "aria-hidden", "true");
          switch (style.substring(0, style.indexOf(' '))) {
            case "line" -> page.empty("path", "class", style, "d", "M0 5L22 5");
            case "dot" -> page.empty("circle", "class", style, "cx", 11, "cy", 5, "r", 4);
            default ->
                page.empty("rect", "class", style, "x", 0, "y", 0, "width", 22, "height", 10);
          }
          page.close("svg").text(name).close("li");
        });
    page.close("ul");
  }

  private void axes(Markup page) {
    for (double tick : horizontal.ticks()) {
      double x = x(tick);
      page.empty(
          "path",
          "class",
          "grid",
          "d",
          "M%s %sV%s".formatted(Markup.number(x), Markup.number(TOP), Markup.number(TOP + HEIGHT)));
      page.element("text", horizontal.tick(tick), "class", "tick", "x", x, "y", TOP + HEIGHT + 16);
    }
    for (double tick : vertical.ticks()) {
      double y = y(tick);
      page.empty(
          "path",
          "class",
          "grid",
          "d",
          "M%s %sH%s"
              .formatted(Markup.number(LEFT), Markup.number(y), Markup.number(LEFT + WIDTH)));
      page.element("text", vertical.tick(tick), "class", "tick end", "x", LEFT - 6, "y", y + 4);
    }
    page.element(
        "text", horizontal.label(), "class", "axis", "x", LEFT + WIDTH / 2, "y", TOP + HEIGHT + 38);
    page.element(
        "text",
        vertical.label(),
        "class",
        "axis",
        "transform",
        "translate(14 %s) rotate(-90)".formatted(Markup.number(TOP + HEIGHT / 2)));
  }
}
