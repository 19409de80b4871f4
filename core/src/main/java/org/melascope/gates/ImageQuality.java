package org.melascope.gates;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/**
 * How good a picture is for judging the lesion in it, measured on what the network sees of it.
 *
 * <ul>
 *   <li>{@link Reason#BLURRED}: how bent the luma is compared with how steep, at half the size: the
 *       mean second difference over the mean first difference of pixels two apart. It falls as one
 *       over the width of a blur; a plain slope has 0, noise more than 1.
 *   <li>{@link Reason#TOO_DARK}: luma that 10 % of the picture exceed, 0 to 255: the skin's, also
 *       around a dark lesion.
 *   <li>{@link Reason#OVEREXPOSED}: share of pixels that are white to within 5 of 255.
 *   <li>{@link Reason#LOW_CONTRAST}: luma that 5 % exceed minus luma that 95 % exceed.
 *   <li>{@link Reason#LOW_RESOLUTION}: diameter in pixels of the file of a disc as large as the
 *       lesion.
 *   <li>{@link Reason#NO_LESION}: distance in colour of the lesion from the skin around it.
 *   <li>{@link Reason#LESION_TOO_SMALL}: its share of the picture.
 *   <li>{@link Reason#LESION_CUT_OFF}: its share of the picture's edge.
 *   <li>{@link Reason#COVERED}: share of the picture that thin dark lines or the colours of ink
 *       take up.
 * </ul>
 *
 * @param measures one for each of {@link Reason#OF_QUALITY}
 * @param lesion where the lesion probably is
 */
public record ImageQuality(Map<Reason, Double> measures, LesionArea lesion) {
  private static final int WHITE = 250;

  /** Distance in pixels over which differences are taken: noise lies closer together. */
  private static final int STEP = 2;

  public ImageQuality {
    EnumMap<Reason, Double> copy = new EnumMap<>(Reason.class);
    copy.putAll(measures);
    if (!copy.keySet().equals(EnumSet.copyOf(Reason.OF_QUALITY))) {
      throw new IllegalArgumentException("a quality needs all of " + Reason.OF_QUALITY);
    }
    measures = Collections.unmodifiableMap(copy);
  }

  /**
   * Measures a prepared picture.
   *
   * @param samples in [0, 255], {@code [3, size, size]}
   * @param size side of the prepared picture in pixels
   * @param framePixels how many pixels of the file the prepared picture was made of
   */
  public static ImageQuality of(float[] samples, int size, double framePixels) {
    if (samples.length != 3 * size * size) {
      throw new IllegalArgumentException(
          "a picture of side "
              + size
              + " has "
              + 3 * size * size
              + " samples, not "
              + samples.length);
    }
    LesionArea lesion = LesionArea.of(samples, size);
    float[] luma = luma(samples, size);
    Halved halved = Halved.of(luma, size);
    float[] seen = seen(luma, size, lesion);
    Map<Reason, Double> measures = new EnumMap<>(Reason.class);
    measures.put(Reason.BLURRED, detail(halved));
    measures.put(Reason.TOO_DARK, quantile(seen, 0.9));
    measures.put(Reason.OVEREXPOSED, white(samples, size));
    measures.put(Reason.LOW_CONTRAST, quantile(seen, 0.95) - quantile(seen, 0.05));
    measures.put(Reason.LOW_RESOLUTION, Math.sqrt(4 / Math.PI * lesion.share() * framePixels));
    measures.put(Reason.NO_LESION, lesion.contrast());
    measures.put(Reason.LESION_TOO_SMALL, lesion.share());
    measures.put(Reason.LESION_CUT_OFF, lesion.shareOfEdge());
    measures.put(Reason.COVERED, Cover.share(samples, halved, size));
    return new ImageQuality(measures, lesion);
  }

  /** One measure. */
  public double of(Reason reason) {
    Double value = measures.get(reason);
    if (value == null) {
      throw new IllegalArgumentException(reason.code() + " is not measured on the picture alone");
    }
    return value;
  }

  /** Luma (ITU-R BT.601). */
  private static float[] luma(float[] samples, int size) {
    int plane = size * size;
    float[] luma = new float[plane];
    for (int i = 0; i < plane; i++) {
      luma[i] = 0.299f * samples[i] + 0.587f * samples[plane + i] + 0.114f * samples[2 * plane + i];
    }
    return luma;
  }

  /** Every other pixel of every other row that is no edge of a dermatoscope. */
  private static float[] seen(float[] luma, int size, LesionArea lesion) {
    float[] seen = new float[luma.length / 4 + size];
    int count = 0;
    for (int y = 0; y < size; y += 2) {
      int row = y * lesion.side() / size;
      for (int x = 0; x < size; x += 2) {
        if (lesion.seen(row, x * lesion.side() / size)) {
          seen[count++] = luma[y * size + x];
        }
      }
    }
    return Arrays.copyOf(seen, count);
  }

  /** The value that a share of the others do not exceed; changes the order of the values. */
  private static double quantile(float[] values, double share) {
    return values.length == 0
        ? 0
        : Selection.of(values, (int) Math.round(share * (values.length - 1)));
  }

  private static double detail(Halved halved) {
    int side = halved.side();
    float[] half = halved.luma();
    double bent = 0;
    double steep = 0;
    for (int y = STEP; y < side - STEP; y++) {
      for (int i = y * side + STEP; i < (y + 1) * side - STEP; i++) {
        float twice = 2 * half[i];
        float left = half[i - STEP];
        float right = half[i + STEP];
        float up = half[i - STEP * side];
        float down = half[i + STEP * side];
        bent += Math.abs(left - twice + right) + Math.abs(up - twice + down);
        steep += Math.abs(right - left) + Math.abs(down - up);
      }
    }
    return steep > 0 ? bent / steep : 0;
  }

  private static double white(float[] samples, int size) {
    int plane = size * size;
    int white = 0;
    for (int i = 0; i < plane; i++) {
      boolean all =
          samples[i] >= WHITE && samples[plane + i] >= WHITE && samples[2 * plane + i] >= WHITE;
      white += all ? 1 : 0;
    }
    return (double) white / plane;
  }
}
