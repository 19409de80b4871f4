package org.melascope.dataset.audit;

import org.melascope.image.LesionImage;
import org.melascope.image.Resampling;

/**
 * The {@linkplain Trait traits} of one picture.
 *
 * @param values in the order of {@link Trait}, all finite
 */
record Traits(double[] values) {
  /** The frame is reduced to so many places a side; the outermost are the border. */
  private static final int GRID = 25;

  Traits {
    if (values.length != Trait.values().length) {
      throw new IllegalArgumentException("expected one value for each trait");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a trait must be finite, not " + value);
      }
    }
  }

  /**
   * The traits of a picture.
   *
   * @param file the bytes that it was read from
   * @param image the upright picture
   */
  static Traits of(byte[] file, LesionImage image) {
    double[] values = new double[Trait.values().length];
    values[Trait.FILE_BYTES.ordinal()] = file.length;
    values[Trait.BYTES_PER_PIXEL.ordinal()] = (double) file.length / image.width() / image.height();
    values[Trait.WIDTH.ordinal()] = image.width();
    values[Trait.HEIGHT.ordinal()] = image.height();
    values[Trait.ASPECT.ordinal()] = (double) image.width() / image.height();
    JpegTraits.read(file, values);
    readBorder(image, values);
    return new Traits(values);
  }

  double value(Trait trait) {
    return values[trait.ordinal()];
  }

  private static void readBorder(LesionImage image, double[] values) {
    int plane = GRID * GRID;
    float[] rgb = new float[3 * plane];
    Resampling.resize(image, 0, 0, image.width(), image.height(), GRID, GRID, rgb);
    double[] sums = new double[3];
    double lumas = 0;
    double squares = 0;
    int count = 0;
    for (int i = 0; i < plane; i++) {
      if (!isBorder(i % GRID) && !isBorder(i / GRID)) {
        continue;
      }
      count++;
      for (int channel = 0; channel < 3; channel++) {
        sums[channel] += rgb[channel * plane + i];
      }
      double luma = luma(rgb, i);
      lumas += luma;
      squares += luma * luma;
    }
    values[Trait.BORDER_RED.ordinal()] = sums[0] / count;
    values[Trait.BORDER_GREEN.ordinal()] = sums[1] / count;
    values[Trait.BORDER_BLUE.ordinal()] = sums[2] / count;
    double mean = lumas / count;
    values[Trait.BORDER_CONTRAST.ordinal()] = Math.sqrt(Math.max(0, squares / count - mean * mean));
    double top = Math.min(luma(rgb, 0), luma(rgb, GRID - 1));
    double bottom = Math.min(luma(rgb, plane - GRID), luma(rgb, plane - 1));
    values[Trait.DARKEST_CORNER.ordinal()] = Math.min(top, bottom);
  }

  private static boolean isBorder(int place) {
    return place == 0 || place == GRID - 1;
  }

  private static double luma(float[] rgb, int place) {
    int plane = GRID * GRID;
    return 0.299 * rgb[place] + 0.587 * rgb[place + plane] + 0.114 * rgb[place + 2 * plane];
  }
}
