package org.melascope.server;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures that show nothing. */
final class Pictures {
  private Pictures() {}

  /** Coloured noise. */
  static byte[] noise(String format, int width, int height, long seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] jpeg() {
    return noise("jpeg", 60, 45, 1);
  }

  static byte[] png() {
    return noise("png", 60, 45, 1);
  }

  /** A picture whose header says that it has this size; its pixels are those of a smaller one. */
  static byte[] pngThatSays(int width, int height) {
    byte[] png = png();
    ByteBuffer buffer = ByteBuffer.wrap(png);
    buffer.putInt(16, width).putInt(20, height);
    CRC32 sum = new CRC32();
    sum.update(png, 12, 17);
    buffer.putInt(29, (int) sum.getValue());
    return png;
  }

  /** How a photo of a phone begins that is not read. */
  static byte[] heic() {
    byte[] heic = new byte[64];
    System.arraycopy(
        new byte[] {0, 0, 0, 24, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c'}, 0, heic, 0, 12);
    return heic;
  }
}
