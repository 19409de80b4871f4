package org.melascope.evaluation.robustness;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Line2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.melascope.image.LesionImage;

/** What lies beside the lesion in many a clinical picture. All lengths go by the shorter side. */
final class Marks {
  private static final Color INK = new Color(30, 30, 34);
  private static final Color HAIR = new Color(40, 30, 26);
  private static final Color GENTIAN_VIOLET = new Color(84, 44, 140, 205);

  private Marks() {}

  /** A scale of thirty ticks along the lower edge, as on the glass of a dermatoscope. */
  static LesionImage ruler(LesionImage picture) {
    BufferedImage raster = Raster.of(picture);
    double unit = Math.min(picture.width(), picture.height()) / 100.0;
    double left = picture.width() / 2.0 - 40 * unit;
    double bottom = picture.height() - 8 * unit;
    Graphics2D graphics = graphics(raster, INK, Math.max(1, 0.5 * unit));
    graphics.draw(new Line2D.Double(left, bottom, left + 80 * unit, bottom));
    for (int tick = 0; tick <= 30; tick++) {
      double x = left + tick * 80 * unit / 30;
      double length = tick % 10 == 0 ? 8 : tick % 5 == 0 ? 6 : 4;
      graphics.draw(new Line2D.Double(x, bottom, x, bottom - length * unit));
    }
    graphics.dispose();
    return Raster.toPicture(raster);
  }

  /** Two arcs of a surgeon's pen around the middle. */
  static LesionImage pen(LesionImage picture) {
    BufferedImage raster = Raster.of(picture);
    double radius = 0.42 * Math.min(picture.width(), picture.height());
    double left = picture.width() / 2.0 - radius;
    double top = picture.height() / 2.0 - radius;
    Graphics2D graphics = graphics(raster, GENTIAN_VIOLET, radius / 14);
    graphics.draw(new Arc2D.Double(left, top, 2 * radius, 2 * radius, 20, 65, Arc2D.OPEN));
    graphics.draw(new Arc2D.Double(left, top, 2 * radius, 2 * radius, 200, 65, Arc2D.OPEN));
    graphics.dispose();
    return Raster.toPicture(raster);
  }

  /** Bent dark hairs all over the picture, the same for pictures of the same size. */
  static LesionImage hairs(LesionImage picture, int count) {
    BufferedImage raster = Raster.of(picture);
    int side = Math.min(picture.width(), picture.height());
    Random random = new Random(count);
    Graphics2D graphics = graphics(raster, HAIR, Math.max(1, 0.008 * side));
    for (int hair = 0; hair < count; hair++) {
      double x = random.nextDouble() * picture.width();
      double y = random.nextDouble() * picture.height();
      double turn = random.nextDouble() * 2 * Math.PI;
      double bend = turn + random.nextDouble() - 0.5;
      double reach = 0.25 * side;
      graphics.draw(
          new QuadCurve2D.Double(
              x,
              y,
              x + reach * Math.cos(turn),
              y + reach * Math.sin(turn),
              x + 2 * reach * Math.cos(bend),
              y + 2 * reach * Math.sin(bend)));
    }
    graphics.dispose();
    return Raster.toPicture(raster);
  }

  private static Graphics2D graphics(BufferedImage raster, Color colour, double width) {
    Graphics2D graphics = raster.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(colour);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    return graphics;
  }
}
