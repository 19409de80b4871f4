package org.melascope.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Smooth pictures by formula, and their files in the formats for which Java has a writer. */
final class TestPictures {
  private TestPictures() {}

  /** Sample of the picture that all tests use: smooth, asymmetric, every channel different. */
  static int sample(int x, int y, int channel) {
    return switch (channel) {
      case 0 -> 20 + 9 * x;
      case 1 -> 240 - 12 * y;
      default -> 60 + 4 * x + 5 * y;
    };
  }

  /** The opacity that goes with it where a test needs one. */
  static int opacity(int x) {
    return Math.min(255, 11 * x);
  }

  static int argb(int x, int y, int opacity) {
    return opacity << 24 | sample(x, y, 0) << 16 | sample(x, y, 1) << 8 | sample(x, y, 2);
  }

  /** A picture of at most 24x16 pixels in one of {@link BufferedImage}'s types. */
  static BufferedImage picture(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, argb(x, y, image.getColorModel().hasAlpha() ? opacity(x) : 255));
      }
    }
    return image;
  }

  static BufferedImage picture() {
    return picture(24, 16, BufferedImage.TYPE_3BYTE_BGR);
  }

  /** Four colours, the last of them transparent, in a pattern of 2-bit indices. */
  static BufferedImage palettePicture() {
    byte[] red = {10, (byte) 200, 30, 77};
    byte[] green = {20, 100, (byte) 220, 77};
    byte[] blue = {(byte) 250, 50, 40, 77};
    byte[] alpha = {-1, -1, -1, 0};
    IndexColorModel palette = new IndexColorModel(2, 4, red, green, blue, alpha);
    BufferedImage image = new BufferedImage(9, 5, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 9; x++) {
        image.getRaster().setSample(x, y, 0, (x + 2 * y) % 4);
      }
    }
    return image;
  }

  /** The colour of {@link #palettePicture} on white. */
  static int[] paletteColour(int x, int y) {
    return new int[][] {{10, 20, 250}, {200, 100, 50}, {30, 220, 40}, {255, 255, 255}}
        [(x + 2 * y) % 4];
  }

  static byte[] encode(BufferedImage image, String format) {
    return encode(image, format, "");
  }

  /**
   * A file.
   *
   * @param compression one of the writer's compression types, "progressive", or empty for the usual
   *     one
   */
  static byte[] encode(BufferedImage image, String format, String compression) {
    ImageWriter writer = writer(format);
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (compression.equals("progressive")) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    } else if (!compression.isEmpty()) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(compression);
    } else if (format.equals("jpeg")) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(1);
    }
    return write(writer, new IIOImage(image, null, null), param);
  }

  static byte[] write(ImageWriter writer, IIOImage image, ImageWriteParam param) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  /** TwelveMonkeys' writer for TIFF, the JDK's for everything else. */
  static ImageWriter writer(String format) {
    String vendor = format.equals("tiff") ? "twelvemonkeys" : "com.sun.imageio";
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().toLowerCase(Locale.ROOT).contains(vendor)) {
        return writer;
      }
    }
    throw new IllegalStateException("no writer for " + format);
  }

  /** A file beside this class. */
  static byte[] resource(String name) {
    try (InputStream in = TestPictures.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing test file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
