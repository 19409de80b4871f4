package org.melascope.dataset.synthetic;

import org.melascope.dataset.synthetic.Canvas.Colour;

/**
 * Paints a millimetre scale along the lower or the right edge, as it is etched into the glass of a
 * dermatoscope.
 */
final class RulerPainter {
  private static final Colour INK = Colour.ofSrgb(38, 34, 40);

  /** Digits 0 to 9 in rows of five, one bit per dot, from the top; bit 4 is the leftmost dot. */
  private static final int[][] DIGITS = {
    {14, 17, 19, 21, 25, 17, 14},
    {4, 12, 4, 4, 4, 4, 14},
    {14, 17, 1, 2, 4, 8, 31},
    {31, 2, 4, 2, 1, 17, 14},
    {2, 6, 10, 18, 31, 2, 2},
    {31, 16, 30, 1, 1, 17, 14},
    {6, 8, 16, 30, 17, 17, 14},
    {31, 1, 2, 4, 8, 8, 8},
    {14, 17, 17, 14, 17, 17, 14},
    {14, 17, 17, 15, 1, 2, 12}
  };

  private final Canvas canvas;
  private final boolean upright;
  private final double unit;
  private final double edge;

  RulerPainter(Noise noise, Canvas canvas) {
    this.canvas = canvas;
    this.upright = noise.white(0, 0) < 0.35;
    this.unit = canvas.unit();
    this.edge = (upright ? canvas.width() : canvas.height()) - 8 * unit;
  }

  /**
   * One tick per millimetre of 21 units; longer ones at five, and at ten with the number of
   * centimetres.
   */
  void paint() {
    double start = 20 * unit;
    double length = upright ? canvas.height() : canvas.width();
    double millimetre = 21 * unit;
    int count = (int) ((length - 2 * start) / millimetre);
    bar(start - 1.1 * unit, start + count * millimetre + 1.1 * unit, edge - 2 * unit, edge);
    for (int tick = 0; tick <= count; tick++) {
      double at = start + tick * millimetre;
      double high = unit * (tick % 10 == 0 ? 34 : tick % 5 == 0 ? 25 : 15);
      bar(at - 1.1 * unit, at + 1.1 * unit, edge - high, edge);
      if (tick % 10 == 0) {
        number(tick / 10, at + 5 * unit, edge - 34 * unit);
      }
    }
  }

  private void number(int digit, double along, double across) {
    int[] rows = DIGITS[digit % 10];
    double dot = 1.9 * unit;
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < 5; column++) {
        if ((rows[row] >> (4 - column) & 1) == 1) {
          double left = along + column * dot;
          double top = across + row * dot;
          bar(left, left + dot, top, top + dot);
        }
      }
    }
  }

  /**
   * Covers a rectangle, pixels on its edge by the share that lies within; along and across the
   * scale.
   */
  private void bar(double from, double to, double nearFrom, double nearTo) {
    double left = upright ? nearFrom : from;
    double right = upright ? nearTo : to;
    double top = upright ? from : nearFrom;
    double bottom = upright ? to : nearTo;
    for (int y = (int) Math.floor(top); y <= bottom; y++) {
      for (int x = (int) Math.floor(left); x <= right; x++) {
        double wide = Math.min(x + 1, right) - Math.max(x, left);
        double high = Math.min(y + 1, bottom) - Math.max(y, top);
        canvas.cover(x, y, INK, 0.92 * Math.max(0, wide) * Math.max(0, high));
      }
    }
  }
}
