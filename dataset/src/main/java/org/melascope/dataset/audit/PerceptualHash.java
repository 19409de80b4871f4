package org.melascope.dataset.audit;

/**
 * 63 bits that say what a picture looks like from afar: the signs of its lowest cosine
 * coefficients, 8 by 8 without the mean. Re-encoding, resizing and small changes of light or
 * framing change few of them; in unrelated pictures about half of them differ.
 *
 * <p>This is the perceptual hash by cosine transform (Zauner, "Implementation and benchmarking of
 * perceptual image hash functions", 2010), but with the sign in place of the comparison with the
 * median: mirroring a picture changes the sign of the odd coefficients, and exchanging its axes
 * exchanges theirs, so the hashes of all eight {@linkplain Turn turns} follow from one.
 *
 * @param bits bit {@code 8 * v + u} is set where the coefficient of horizontal frequency u and
 *     vertical frequency v is positive; bit 0, the mean, is never set
 */
record PerceptualHash(long bits) {
  private static final int SIDE = 8;
  private static final long ODD_X = 0xaaaa_aaaa_aaaa_aaaaL;
  private static final long ODD_Y = 0xff00_ff00_ff00_ff00L;

  /**
   * The hash of the middle of a square.
   *
   * @param square {@code size * size} samples, row by row
   * @param margin how many samples to leave out on each side
   */
  static PerceptualHash of(float[] square, int size, int margin) {
    int inner = size - 2 * margin;
    double[][] cosines = cosines(inner);
    double[] rows = new double[SIDE * inner];
    for (int y = 0; y < inner; y++) {
      for (int u = 0; u < SIDE; u++) {
        double sum = 0;
        for (int x = 0; x < inner; x++) {
          sum += cosines[u][x] * square[(y + margin) * size + x + margin];
        }
        rows[u * inner + y] = sum;
      }
    }
    long bits = 0;
    for (int bit = 1; bit < SIDE * SIDE; bit++) {
      double sum = 0;
      for (int y = 0; y < inner; y++) {
        sum += cosines[bit / SIDE][y] * rows[bit % SIDE * inner + y];
      }
      bits |= sum > 0 ? 1L << bit : 0;
    }
    return new PerceptualHash(bits);
  }

  private static double[][] cosines(int length) {
    double[][] cosines = new double[SIDE][length];
    for (int u = 0; u < SIDE; u++) {
      for (int x = 0; x < length; x++) {
        cosines[u][x] = Math.cos(Math.PI * u * (x + 0.5) / length);
      }
    }
    return cosines;
  }

  /** The hash of the turned picture, but for coefficients that are exactly zero. */
  PerceptualHash turned(Turn turn) {
    long turned = bits;
    turned ^= turn.mirrorsX() ? ODD_X : 0;
    turned ^= turn.mirrorsY() ? ODD_Y : 0;
    return new PerceptualHash(turn.transposes() ? transposed(turned) : turned);
  }

  /** The number of bits that differ, 0 to 63. */
  int distance(PerceptualHash other) {
    return Long.bitCount(bits ^ other.bits);
  }

  private static long transposed(long bits) {
    long result = 0;
    for (int v = 0; v < SIDE; v++) {
      for (int u = 0; u < SIDE; u++) {
        result |= (bits >>> (SIDE * v + u) & 1) << (SIDE * u + v);
      }
    }
    return result;
  }
}
