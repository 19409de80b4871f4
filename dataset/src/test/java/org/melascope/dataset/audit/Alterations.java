package org.melascope.dataset.audit;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.melascope.image.LesionImage;

/** What happens to pictures on their way from one collection to the next. */
final class Alterations {
  private Alterations() {}

  static BufferedImage buffered(LesionImage image) {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int rgb = image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8;
        buffered.setRGB(x, y, rgb | image.sample(x, y, 2));
      }
    }
    return buffered;
  }

  static BufferedImage turned(BufferedImage image, Turn turn) {
    int width = turn.transposes() ? image.getHeight() : image.getWidth();
    int height = turn.transposes() ? image.getWidth() : image.getHeight();
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = turn.transposes() ? y : x;
        int row = turn.transposes() ? x : y;
        column = turn.mirrorsX() ? image.getWidth() - 1 - column : column;
        row = turn.mirrorsY() ? image.getHeight() - 1 - row : row;
        turned.setRGB(x, y, image.getRGB(column, row));
      }
    }
    return turned;
  }

  static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  /** Cuts shares of the width and height off the four sides. */
  static BufferedImage cropped(
      BufferedImage image, double left, double top, double right, double bottom) {
    int x = (int) Math.round(left * image.getWidth());
    int y = (int) Math.round(top * image.getHeight());
    return image.getSubimage(
        x,
        y,
        (int) Math.round((1 - right) * image.getWidth()) - x,
        (int) Math.round((1 - bottom) * image.getHeight()) - y);
  }

  static BufferedImage brightened(BufferedImage image, double gain, double offset) {
    return new RescaleOp((float) gain, (float) offset, null).filter(image, null);
  }

  static byte[] jpeg(BufferedImage image, double quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality((float) quality);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
