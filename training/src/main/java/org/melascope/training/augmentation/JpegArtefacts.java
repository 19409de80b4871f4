package org.melascope.training.augmentation;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.melascope.image.PictureFormat;

/** What saving as a small JPEG file does to a picture: blocks, ringing, less colour. */
final class JpegArtefacts {
  private JpegArtefacts() {}

  /**
   * Saves and reads a picture, in place.
   *
   * @param samples {@code [3, size, size]} in [0, 255], channel by channel; whole numbers after it
   * @param quality from 0 (the smallest file) to 1
   */
  static void apply(float[] samples, int size, double quality) {
    try {
      BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, size, size, packed(samples), 0, size);
      BufferedImage read =
          ImageIO.read(new ByteArrayInputStream(PictureFormat.jpeg(image, quality)));
      unpack(read.getRGB(0, 0, size, size, null, 0, size), samples);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory cannot be read", e);
    }
  }

  private static int[] packed(float[] samples) {
    int[] pixels = new int[samples.length / 3];
    for (int i = 0; i < pixels.length; i++) {
      for (int channel = 0; channel < 3; channel++) {
        int sample = Math.round(samples[channel * pixels.length + i]);
        pixels[i] = pixels[i] << 8 | Math.max(0, Math.min(255, sample));
      }
    }
    return pixels;
  }

  private static void unpack(int[] pixels, float[] samples) {
    for (int i = 0; i < pixels.length; i++) {
      for (int channel = 0; channel < 3; channel++) {
        samples[channel * pixels.length + i] = pixels[i] >> (16 - 8 * channel) & 0xFF;
      }
    }
  }
}
