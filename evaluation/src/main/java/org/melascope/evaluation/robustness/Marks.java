package org.melascope.evaluation.robustness;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import org.melascope.image.LesionImage;

/** What lies beside the lesion in many a clinical picture. All lengths go by the shorter side. */
final class Marks {
  private static final Color INK = new Color(30, 30, 34);
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

  private static Graphics2D graphics(BufferedImage raster, Color colour, double width) {
    Graphics2D graphics = raster.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(colour);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    return graphics;
  }
}
