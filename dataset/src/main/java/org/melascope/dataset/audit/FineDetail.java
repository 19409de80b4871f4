package org.melascope.dataset.audit;

/**
 * What sets each place of a thumbnail off from its surroundings: the sample less the local mean,
 * over the local standard deviation. Two lesions of the same size in the same place look alike from
 * afar and so do all pictures with a dark circle around them; their details do not.
 *
 * <p>The black that a dermatoscope leaves around its view counts as not known, and details are
 * compared within the circle that touches the frame; else the edge of the black would be the
 * strongest detail of all, and much the same in all pictures of that instrument.
 */
final class FineDetail {
  private static final int SIZE = Thumbnail.SIZE;
  private static final int RADIUS = 4;

  /** Standard deviation below which detail counts as noise, in grey levels. */
  private static final double NOISE = 3;

  /** Up to this a sample is black, in grey levels. */
  private static final float BLACK = 20;

  private static final boolean[] INSIDE = inside();
  private static final int PLACES = places();

  private FineDetail() {}

  /**
   * The detail of a thumbnail.
   *
   * @param samples 0 to 255, row by row, NaN where not known
   * @return the detail, NaN where it is not known
   */
  static float[] of(float[] samples) {
    float[] grey = samples.clone();
    for (int i = 0; i < grey.length; i++) {
      grey[i] = grey[i] > BLACK ? grey[i] : Float.NaN;
    }
    double[][] sums = integrals(grey);
    float[] detail = new float[grey.length];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double count = window(sums[0], x, y);
        double mean = window(sums[1], x, y) / count;
        double variance = Math.max(0, window(sums[2], x, y) / count - mean * mean);
        float sample = grey[y * SIZE + x];
        detail[y * SIZE + x] = (float) ((sample - mean) / (Math.sqrt(variance) + NOISE));
      }
    }
    return detail;
  }

  /**
   * The correlation of two details (Pearson), -1 to 1, over the places known in both; 0 where one
   * of them is flat or less than a third of the circle is known.
   */
  static double correlation(float[] first, float[] second) {
    int known = 0;
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < first.length; i++) {
      if (!INSIDE[i]) {
        continue;
      }
      double p = first[i];
      double q = second[i];
      if (Double.isNaN(p) || Double.isNaN(q)) {
        continue;
      }
      known++;
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
    double varianceA = aa - a * a / known;
    double varianceB = bb - b * b / known;
    boolean flat = !(varianceA > 1e-3 && varianceB > 1e-3);
    return flat || 3 * known < PLACES ? 0 : (ab - a * b / known) / Math.sqrt(varianceA * varianceB);
  }

  /**
   * The detail in 8 bits: less its mean, in units of a 32nd of its standard deviation, cut at four
   * of those; 0 outside of the circle and where it is not known, and everywhere if it is flat.
   */
  static byte[] rough(float[] detail) {
    double sum = 0;
    double squares = 0;
    int known = 0;
    for (int i = 0; i < detail.length; i++) {
      if (INSIDE[i] && !Float.isNaN(detail[i])) {
        known++;
        sum += detail[i];
        squares += detail[i] * detail[i];
      }
    }
    double mean = sum / known;
    double deviation = Math.sqrt(Math.max(0, squares / known - mean * mean));
    // The squares of all known places add up to those of all places, wherever black is.
    double unit = deviation / 32 * Math.sqrt((double) known / PLACES);
    byte[] rough = new byte[detail.length];
    for (int i = 0; i < rough.length && deviation > 1e-3; i++) {
      boolean counts = INSIDE[i] && !Float.isNaN(detail[i]);
      long units = counts ? Math.round((detail[i] - mean) / unit) : 0;
      rough[i] = (byte) Math.max(-127, Math.min(127, units));
    }
    return rough;
  }

  /** About the correlation of two details whose {@link #rough} forms these are. */
  static double roughCorrelation(byte[] first, byte[] second) {
    int sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += first[i] * second[i];
    }
    return sum / (32.0 * 32 * PLACES);
  }

  /** Sums over all places above and left of a place: of the count, the sample and its square. */
  private static double[][] integrals(float[] grey) {
    double[][] sums = new double[3][(SIZE + 1) * (SIZE + 1)];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double sample = grey[y * SIZE + x];
        boolean known = !Double.isNaN(sample);
        double[] values = {known ? 1 : 0, known ? sample : 0, known ? sample * sample : 0};
        int at = (y + 1) * (SIZE + 1) + x + 1;
        for (int k = 0; k < 3; k++) {
          double[] sum = sums[k];
          sum[at] = values[k] + sum[at - 1] + sum[at - SIZE - 1] - sum[at - SIZE - 2];
        }
      }
    }
    return sums;
  }

  private static double window(double[] sums, int x, int y) {
    int left = Math.max(0, x - RADIUS);
    int right = Math.min(SIZE, x + RADIUS + 1);
    int top = Math.max(0, y - RADIUS) * (SIZE + 1);
    int bottom = Math.min(SIZE, y + RADIUS + 1) * (SIZE + 1);
    return sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
  }

  private static boolean[] inside() {
    boolean[] inside = new boolean[SIZE * SIZE];
    double centre = (SIZE - 1) / 2.0;
    for (int i = 0; i < inside.length; i++) {
      int row = i / SIZE;
      inside[i] = Math.hypot(i % SIZE - centre, row - centre) < 0.48 * SIZE;
    }
    return inside;
  }

  private static int places() {
    int places = 0;
    for (boolean place : INSIDE) {
      places += place ? 1 : 0;
    }
    return places;
  }
}
