package org.melascope.evaluation.robustness;

import java.awt.geom.AffineTransform;
import java.awt.image.RescaleOp;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.PictureFormat;
import org.melascope.image.Resampling;
import org.melascope.image.UnreadableImageException;

/** The changes of pixels that {@link Perturbation} names. */
final class Changes {
  private Changes() {}

  /** Turned about the middle, anticlockwise seen; the size stays, the corners are mirrored. */
  static LesionImage turned(LesionImage picture, double degrees) {
    AffineTransform turn =
        AffineTransform.getRotateInstance(
            Math.toRadians(-degrees), picture.width() / 2.0, picture.height() / 2.0);
    return Raster.toPicture(
        Raster.mirrored(Raster.of(picture), picture.width(), picture.height(), turn));
  }

  /** From where in the original a pixel of the changed picture comes. */
  private interface Origin {
    int index(int x, int y);
  }

  private static LesionImage moved(LesionImage picture, int width, int height, Origin origin) {
    byte[] from = picture.toRgb();
    byte[] rgb = new byte[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(from, 3 * origin.index(x, y), rgb, 3 * (y * width + x), 3);
      }
    }
    return LesionImage.of(width, height, rgb);
  }

  /** Turned by 90 degrees clockwise: the top left pixel goes to the top right. */
  static LesionImage quarterTurn(LesionImage picture) {
    int across = picture.width();
    int down = picture.height();
    return moved(picture, down, across, (x, y) -> (down - 1 - x) * across + y);
  }

  static LesionImage leftRight(LesionImage picture) {
    int width = picture.width();
    return moved(picture, width, picture.height(), (x, y) -> y * width + width - 1 - x);
  }

  static LesionImage topBottom(LesionImage picture) {
    int width = picture.width();
    int height = picture.height();
    return moved(picture, width, height, (x, y) -> (height - 1 - y) * width + x);
  }

  /** Every sample times a factor plus an offset in grey levels, cut to [0, 255]. */
  static LesionImage rescaled(LesionImage picture, double factor, double offset) {
    RescaleOp rescale = new RescaleOp((float) factor, (float) offset, null);
    return Raster.toPicture(rescale.filter(Raster.of(picture), null));
  }

  /** The mean of all samples, in grey levels. */
  static double mean(LesionImage picture) {
    long sum = 0;
    byte[] rgb = picture.toRgb();
    for (byte sample : rgb) {
      sum += sample & 0xff;
    }
    return (double) sum / rgb.length;
  }

  /**
   * Gaussian blur.
   *
   * @param share standard deviation as a share of the shorter side
   */
  static LesionImage blurred(LesionImage picture, double share) {
    return new Blur(share * Math.min(picture.width(), picture.height())).apply(picture);
  }

  static LesionImage halved(LesionImage picture) {
    return resized(picture, Math.max(1, picture.width() / 2), Math.max(1, picture.height() / 2));
  }

  /** Reduced until the shorter side has so many pixels; a picture that is smaller stays. */
  static LesionImage reduced(LesionImage picture, double shorterSide) {
    double factor = Math.min(1, shorterSide / Math.min(picture.width(), picture.height()));
    return resized(
        picture,
        Math.max(1, (int) Math.round(factor * picture.width())),
        Math.max(1, (int) Math.round(factor * picture.height())));
  }

  private static LesionImage resized(LesionImage picture, int width, int height) {
    int plane = width * height;
    float[] samples = new float[3 * plane];
    Resampling.resize(picture, 0, 0, picture.width(), picture.height(), width, height, samples);
    byte[] rgb = new byte[3 * plane];
    for (int i = 0; i < plane; i++) {
      for (int channel = 0; channel < 3; channel++) {
        rgb[3 * i + channel] = (byte) Math.round(samples[channel * plane + i]);
      }
    }
    return LesionImage.of(width, height, rgb);
  }

  /**
   * The picture seen from further away, in a file of the same size; what lies around it has the
   * mean colour of its edge.
   *
   * @param times how many times as wide as the picture the scene is, at least 1
   */
  static LesionImage fromAfar(LesionImage picture, double times) {
    int width = picture.width();
    int height = picture.height();
    LesionImage small =
        resized(
            picture,
            Math.max(1, (int) Math.round(width / times)),
            Math.max(1, (int) Math.round(height / times)));
    double[] edge = meanOfEdge(picture);
    int left = (width - small.width()) / 2;
    int top = (height - small.height()) / 2;
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean within =
            x >= left && y >= top && x < left + small.width() && y < top + small.height();
        for (int channel = 0; channel < 3; channel++) {
          rgb[3 * (y * width + x) + channel] =
              (byte)
                  (within ? small.sample(x - left, y - top, channel) : Math.round(edge[channel]));
        }
      }
    }
    return LesionImage.of(width, height, rgb);
  }

  private static double[] meanOfEdge(LesionImage picture) {
    int right = picture.width() - 1;
    int bottom = picture.height() - 1;
    double[] mean = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      double sum = 0;
      for (int x = 0; x <= right; x++) {
        sum += picture.sample(x, 0, channel) + picture.sample(x, bottom, channel);
      }
      for (int y = 0; y <= bottom; y++) {
        sum += picture.sample(0, y, channel) + picture.sample(right, y, channel);
      }
      mean[channel] = sum / (2 * (right + 1) + 2 * (bottom + 1));
    }
    return mean;
  }

  /**
   * Saved as JPEG and read again.
   *
   * @param quality from 0 to 1, as Java's own encoder takes it
   */
  static LesionImage jpeg(LesionImage picture, double quality) {
    byte[] bytes = PictureFormat.jpeg(Raster.of(picture), quality);
    try {
      return new ImageReader().read(bytes, "a JPEG in memory");
    } catch (UnreadableImageException e) {
      throw new IllegalStateException("a JPEG that was just written cannot be read", e);
    }
  }
}
