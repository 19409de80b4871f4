package org.melascope.evaluation.robustness;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import org.melascope.image.LesionImage;

/** Between pictures and Java's own, whose operations change them. */
final class Raster {
  private Raster() {}

  static BufferedImage of(LesionImage picture) {
    BufferedImage raster =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int red = picture.sample(x, y, 0);
        int green = picture.sample(x, y, 1);
        raster.setRGB(x, y, red << 16 | green << 8 | picture.sample(x, y, 2));
      }
    }
    return raster;
  }

  static LesionImage toPicture(BufferedImage raster) {
    int[] pixels =
        raster.getRGB(0, 0, raster.getWidth(), raster.getHeight(), null, 0, raster.getWidth());
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return LesionImage.of(raster.getWidth(), raster.getHeight(), rgb);
  }

  /**
   * A picture seen through a transformation, interpolated bilinearly; beyond its edges it goes on
   * mirrored, as skin would.
   *
   * @param width of the result in pixels; {@code height} likewise
   * @param place where the picture's pixels go
   */
  static BufferedImage mirrored(
      BufferedImage picture, int width, int height, AffineTransform place) {
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = result.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.transform(place);
    BufferedImage tile = tile(picture);
    graphics.setPaint(new TexturePaint(tile, new Rectangle(tile.getWidth(), tile.getHeight())));
    int reach = 2 * (width + height + picture.getWidth() + picture.getHeight());
    graphics.fillRect(-reach, -reach, 2 * reach, 2 * reach);
    graphics.dispose();
    return result;
  }

  /** The picture with its mirror images to the right, below, and both. */
  private static BufferedImage tile(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    BufferedImage tile = new BufferedImage(2 * width, 2 * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = tile.createGraphics();
    graphics.drawImage(picture, 0, 0, null);
    graphics.drawImage(picture, 2 * width, 0, -width, height, null);
    graphics.drawImage(picture, 0, 2 * height, width, -height, null);
    graphics.drawImage(picture, 2 * width, 2 * height, -width, -height, null);
    graphics.dispose();
    return tile;
  }
}
