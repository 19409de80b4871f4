package org.melascope.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** File formats that pictures are written in. */
public enum PictureFormat {
  /**
   * With quality 0.85. Decodes to slightly different samples under another Java platform's JPEG
   * library.
   */
  JPEG,
  /** Without loss. */
  PNG;

  private static final float QUALITY = 0.85f;

  /** The ending of file names, without the dot. */
  public String ending() {
    return switch (this) {
      case JPEG -> "jpg";
      case PNG -> "png";
    };
  }

  /** The bytes of a file with this picture. */
  public byte[] encode(LesionImage image) {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int red = image.sample(x, y, 0);
        int green = image.sample(x, y, 1);
        buffered.setRGB(x, y, red << 16 | green << 8 | image.sample(x, y, 2));
      }
    }
    return encoded(this, buffered, QUALITY);
  }

  /**
   * The bytes of a JPEG.
   *
   * @param quality from 0 to 1, as Java's own encoder takes it
   */
  public static byte[] jpeg(BufferedImage picture, double quality) {
    return encoded(JPEG, picture, (float) quality);
  }

  private static byte[] encoded(PictureFormat format, BufferedImage picture, float quality) {
    ImageWriter writer =
        ImageIO.getImageWritersByFormatName(format.name().toLowerCase(Locale.ROOT)).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (format == JPEG) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
      }
      writer.setOutput(output);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
