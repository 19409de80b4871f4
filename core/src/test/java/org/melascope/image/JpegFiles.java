package org.melascope.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** JPEGs of every kind that Java's writer can be brought to write. */
final class JpegFiles {
  /** How the scans of a JPEG are laid out. */
  enum Scans {
    SEQUENTIAL,
    SEQUENTIAL_WITH_RESTARTS,
    ONE_FOR_EACH_COMPONENT,
    PROGRESSIVE
  }

  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

  private JpegFiles() {}

  /** Waves of several lengths, in each channel others, and noise on them. */
  static BufferedImage waves(int width, int height, int type, int noise) {
    Random random = new Random(31L * width + height);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = 2 * Math.PI * x / width;
        double v = 2 * Math.PI * y / height;
        double red = 128 + 80 * Math.sin(2 * u + v);
        double green = 120 + 60 * Math.sin(2 * v) + 30 * Math.cos(3 * u);
        double blue = 140 + 70 * Math.cos(u + 2 * v) + 30.0 * x / width;
        image.setRGB(
            x,
            y,
            sample(red, noise, random) << 16
                | sample(green, noise, random) << 8
                | sample(blue, noise, random));
      }
    }
    return image;
  }

  private static int sample(double value, int noise, Random random) {
    double noisy = value + noise * random.nextGaussian();
    return (int) Math.max(0, Math.min(255, Math.round(noisy)));
  }

  /**
   * A file.
   *
   * @param across by how much its colours are coarser than its brightness from left to right;
   *     {@code down} likewise
   */
  static byte[] of(BufferedImage image, Scans scans, int across, int down, double quality) {
    ImageWriter writer = TestPictures.writer("jpeg");
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality((float) quality);
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
    Element tree = (Element) metadata.getAsTree(FORMAT);
    Element brightness = (Element) tree.getElementsByTagName("componentSpec").item(0);
    brightness.setAttribute("HsamplingFactor", String.valueOf(across));
    brightness.setAttribute("VsamplingFactor", String.valueOf(down));
    switch (scans) {
      case SEQUENTIAL -> {}
      case SEQUENTIAL_WITH_RESTARTS -> {
        IIOMetadataNode restarts = new IIOMetadataNode("dri");
        restarts.setAttribute("interval", "5");
        Node scan = tree.getElementsByTagName("sos").item(0);
        scan.getParentNode().insertBefore(restarts, scan);
      }
      case ONE_FOR_EACH_COMPONENT -> {
        return inSeparateScans(image, across, down, quality);
      }
      case PROGRESSIVE -> param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    try {
      metadata.setFromTree(FORMAT, tree);
    } catch (IIOInvalidTreeException e) {
      throw new IllegalStateException(e);
    }
    return TestPictures.write(writer, new IIOImage(image, null, metadata), param);
  }

  /** Put together from three grey pictures, for Java does not write such files. */
  private static byte[] inSeparateScans(BufferedImage image, int across, int down, double quality) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] frame = {8, 0, 0, 0, 0, 3, 1, (byte) (across << 4 | down), 0, 2, 0x11, 0, 3, 0x11, 0};
    ByteBuffer.wrap(frame).putShort(1, (short) height).putShort(3, (short) width);
    byte[] file = FileSurgery.concat(new byte[] {-1, -40}, segment(0xc0, frame));
    for (int i = 0; i < 3; i++) {
      BufferedImage plane = plane(image, i, i == 0 ? 1 : across, i == 0 ? 1 : down);
      byte[] grey = of(plane, Scans.SEQUENTIAL, 1, 1, quality);
      for (int at = 2; (grey[at + 1] & 0xff) != 0xd9; ) {
        int marker = grey[at + 1] & 0xff;
        int end = at + 2 + ByteBuffer.wrap(grey).getShort(at + 2);
        if (marker == 0xdb || marker == 0xc4) {
          file = FileSurgery.concat(file, Arrays.copyOfRange(grey, at, end));
        } else if (marker == 0xda) {
          byte[] scan = segment(0xda, new byte[] {1, (byte) (i + 1), 0, 0, 63, 0});
          byte[] samples = Arrays.copyOfRange(grey, end, grey.length - 2);
          file = FileSurgery.concat(file, scan, samples);
          end = grey.length - 2;
        }
        at = end;
      }
    }
    return FileSurgery.concat(file, new byte[] {-1, -39});
  }

  private static byte[] segment(int marker, byte[] content) {
    byte[] head = {-1, (byte) marker, 0, (byte) (content.length + 2)};
    return FileSurgery.concat(head, content);
  }

  /** One of Y, Cb and Cr. */
  private static BufferedImage plane(BufferedImage image, int component, int across, int down) {
    int width = (image.getWidth() + across - 1) / across;
    int height = (image.getHeight() + down - 1) / down;
    BufferedImage plane = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        Color colour = new Color(image.getRGB(x * across, y * down));
        double brightness =
            0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue();
        double value =
            switch (component) {
              case 0 -> brightness;
              case 1 -> 128 + (colour.getBlue() - brightness) / 1.772;
              default -> 128 + (colour.getRed() - brightness) / 1.402;
            };
        plane.getRaster().setSample(x, y, 0, (int) Math.round(Math.min(255, value)));
      }
    }
    return plane;
  }
}
