package org.melascope.training.augmentation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Line2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * What lies on the skin or on the glass before it and says nothing about the lesion: hairs, the
 * scale of a ruler, a surgeon's pen. Drawn over views at random, so that the network cannot learn
 * from it in which collection a picture is, nor be misled by it elsewhere.
 */
final class OverlaidMarks {
  private OverlaidMarks() {}

  /**
   * Draws hairs, a ruler or pen marks over a picture, in place.
   *
   * @param samples {@code [3, size, size]} in [0, 255], channel by channel
   */
  static void draw(float[] samples, int size, RandomGenerator random) {
    BufferedImage overlay = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = overlay.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    switch (random.nextInt(3)) {
      case 0 -> hairs(graphics, size, random);
      case 1 -> ruler(graphics, size, random);
      default -> pen(graphics, size, random);
    }
    graphics.dispose();
    blend(overlay, samples);
  }

  /** Bent, dark to grey, as often few as many. */
  private static void hairs(Graphics2D graphics, int size, RandomGenerator random) {
    int count = (int) Math.round(Math.pow(30, random.nextDouble()));
    int darkness = random.nextInt(120);
    double along = 2 * Math.PI * random.nextDouble();
    for (int hair = 0; hair < count; hair++) {
      graphics.setColor(colour(random, darkness, 20, 120 + random.nextInt(130)));
      stroke(graphics, size * (0.003 + 0.008 * random.nextDouble()));
      double x = size * random.nextDouble();
      double y = size * random.nextDouble();
      double turn = along + random.nextGaussian();
      double bend = turn + random.nextGaussian();
      double reach = size * (0.1 + 0.3 * random.nextDouble());
      graphics.draw(
          new QuadCurve2D.Double(
              x,
              y,
              x + reach * Math.cos(turn),
              y + reach * Math.sin(turn),
              x + reach * (Math.cos(turn) + Math.cos(bend)),
              y + reach * (Math.sin(turn) + Math.sin(bend))));
    }
  }

  /** Ticks, every fifth and tenth longer, on a line somewhere off the middle, at any angle. */
  private static void ruler(Graphics2D graphics, int size, RandomGenerator random) {
    boolean dark = random.nextInt(4) != 0;
    graphics.setColor(
        colour(random, dark ? random.nextInt(80) : 200, 10, 130 + random.nextInt(126)));
    stroke(graphics, size * (0.003 + 0.006 * random.nextDouble()));
    AffineTransform upright = graphics.getTransform();
    graphics.rotate(2 * Math.PI * random.nextDouble(), size / 2.0, size / 2.0);
    double y = size * (0.75 + 0.25 * random.nextDouble());
    double gap = size * (0.015 + 0.045 * random.nextDouble());
    double tick = size * (0.02 + 0.03 * random.nextDouble());
    double start = -size * random.nextDouble() / 2;
    int ticks = 10 + random.nextInt(60);
    if (random.nextBoolean()) {
      graphics.draw(new Line2D.Double(start, y, start + ticks * gap, y));
    }
    for (int i = 0; i <= ticks; i++) {
      double length = tick * (i % 10 == 0 ? 2 : i % 5 == 0 ? 1.5 : 1);
      graphics.draw(new Line2D.Double(start + i * gap, y, start + i * gap, y - length));
    }
    graphics.setTransform(upright);
  }

  /** Arcs around the lesion, or strokes beside it, in violet, blue, green or black. */
  private static void pen(Graphics2D graphics, int size, RandomGenerator random) {
    Color[] inks = {
      new Color(90, 40, 150), new Color(40, 60, 160), new Color(30, 110, 80), new Color(35, 35, 45)
    };
    Color ink = inks[random.nextInt(inks.length)];
    graphics.setColor(
        new Color(ink.getRed(), ink.getGreen(), ink.getBlue(), 90 + random.nextInt(150)));
    stroke(graphics, size * (0.01 + 0.05 * random.nextDouble()));
    int strokes = 1 + random.nextInt(4);
    for (int i = 0; i < strokes; i++) {
      double radius = size * (0.3 + 0.25 * random.nextDouble());
      double length = 15 + 90 * random.nextDouble();
      graphics.draw(
          new Arc2D.Double(
              size / 2.0 - radius,
              size / 2.0 - radius,
              2 * radius,
              2 * radius,
              360 * random.nextDouble(),
              length,
              Arc2D.OPEN));
    }
  }

  private static Color colour(RandomGenerator random, int grey, int spread, int opacity) {
    return new Color(
        grey + random.nextInt(spread),
        grey + random.nextInt(spread),
        grey + random.nextInt(spread),
        opacity);
  }

  private static void stroke(Graphics2D graphics, double width) {
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }

  private static void blend(BufferedImage overlay, float[] samples) {
    int size = overlay.getWidth();
    int[] drawn = overlay.getRGB(0, 0, size, size, null, 0, size);
    for (int i = 0; i < drawn.length; i++) {
      float opacity = (drawn[i] >>> 24) / 255f;
      for (int channel = 0; channel < 3; channel++) {
        int at = channel * drawn.length + i;
        int ink = drawn[i] >> (16 - 8 * channel) & 0xFF;
        samples[at] += opacity * (ink - samples[at]);
      }
    }
  }
}
