package org.melascope.image;

import java.util.Arrays;

/**
 * The inverse discrete cosine transform of a block of a JPEG, also at 1/2, 1/4 or 1/8 of its width,
 * its height or both: then only the coefficients of the lower frequencies count, and what they say
 * is sampled more coarsely, so that finer detail does not come back as a false pattern.
 *
 * <p>At full size it is the accurate integer transform of libjpeg (jidctint.c; Loeffler, Ligtenberg
 * and Moschytz 1989) to the bit; the smaller ones round like it.
 */
final class InverseTransform {
  private static final int SIDE = 8;

  /** Fractional bits of the factors. */
  private static final int FACTOR_BITS = 13;

  /** Fractional bits between the two passes. */
  private static final int PASS_BITS = 2;

  private static final int FIRST_SHIFT = FACTOR_BITS - PASS_BITS;

  /** Each pass multiplies by the square root of 8. */
  private static final int SECOND_SHIFT = FACTOR_BITS + PASS_BITS + 3;

  private static final int F_0_298 = 2446;
  private static final int F_0_390 = 3196;
  private static final int F_0_541 = 4433;
  private static final int F_0_765 = 6270;
  private static final int F_0_899 = 7373;
  private static final int F_1_175 = 9633;
  private static final int F_1_306 = 10703;
  private static final int F_1_501 = 12299;
  private static final int F_1_847 = 15137;
  private static final int F_1_961 = 16069;
  private static final int F_2_053 = 16819;
  private static final int F_2_562 = 20995;
  private static final int F_3_072 = 25172;

  /** For each place in the zigzag order, how many columns a block has that ends there. */
  private static final int[] COLUMNS = new int[SIDE * SIDE];

  static {
    int columns = 0;
    for (int place = 0; place < COLUMNS.length; place++) {
      columns = Math.max(columns, ZigZag.ORDER[place] % SIDE + 1);
      COLUMNS[place] = columns;
    }
  }

  private final int width;
  private final int height;
  private final int lastNeeded;
  private final int[] columns = new int[SIDE * SIDE];
  private final int[] rows = new int[SIDE * SIDE];

  /**
   * A transform.
   *
   * @param width of the result of a block: 1, 2, 4 or 8
   * @param height likewise
   */
  InverseTransform(int width, int height) {
    if (!exists(width) || !exists(height)) {
      throw new IllegalArgumentException("no transform to " + width + "x" + height);
    }
    this.width = width;
    this.height = height;
    int last = 0;
    for (int place = 0; place < ZigZag.ORDER.length; place++) {
      int coefficient = ZigZag.ORDER[place];
      if (coefficient % SIDE < width && coefficient / SIDE < height) {
        last = place;
      }
    }
    this.lastNeeded = last;
  }

  /** Whether there is one to so many points along a side. */
  static boolean exists(int points) {
    return points == 1 || points == 2 || points == 4 || points == SIDE;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Place in the zigzag order of the last coefficient that counts. */
  int lastNeeded() {
    return lastNeeded;
  }

  /**
   * Transforms a block.
   *
   * @param block 64 coefficients, row by row
   * @param last place in the zigzag order of the last one that is not zero
   * @param samples receives the samples
   * @param at where the first one goes
   * @param stride from a row of samples to the next
   */
  void apply(int[] block, int last, byte[] samples, int at, int stride) {
    int filled = Math.min(width, COLUMNS[last]);
    // The compiler unrolls loops whose length it knows: the two frequent ones.
    if (width == 4 && height == 4) {
      apply(4, 4, block, filled, samples, at, stride);
    } else if (width == 8 && height == 8) {
      apply(8, 8, block, filled, samples, at, stride);
    } else {
      apply(width, height, block, filled, samples, at, stride);
    }
  }

  private void apply(
      int across, int down, int[] block, int filled, byte[] samples, int at, int stride) {
    transform(down, block, columns, filled, FIRST_SHIFT);
    Arrays.fill(columns, SIDE * filled, SIDE * across, 0);
    transform(across, columns, rows, down, SECOND_SHIFT);
    for (int y = 0; y < down; y++) {
      int from = SIDE * y;
      int to = at + y * stride;
      for (int x = 0; x < across; x++) {
        samples[to + x] = toSample(rows[from + x]);
      }
    }
  }

  /** What {@link #apply} makes of a block that has none but the first coefficient. */
  void applyFlat(int first, byte[] samples, int at, int stride) {
    byte sample = toSample((first + 4) >> 3);
    for (int y = 0; y < height; y++) {
      int to = at + y * stride;
      Arrays.fill(samples, to, to + width, sample);
    }
  }

  private static byte toSample(int value) {
    int sample = value + 128;
    return (byte) ((sample & ~0xff) == 0 ? sample : sample < 0 ? 0 : 255);
  }

  /**
   * Transforms each of the first columns to a row of so many points.
   *
   * @param shift what is divided by afterwards, as a power of two
   */
  private static void transform(int points, int[] in, int[] out, int count, int shift) {
    for (int i = 0; i < count; i++) {
      switch (points) {
        case 1 -> toOnePoint(in, i, out, shift);
        case 2 -> toTwoPoints(in, i, out, shift);
        case 4 -> toFourPoints(in, i, out, shift);
        default -> toEightPoints(in, i, out, shift);
      }
    }
  }

  private static int half(int shift) {
    return 1 << (shift - 1);
  }

  private static void toOnePoint(int[] in, int i, int[] out, int shift) {
    out[SIDE * i] = ((in[i] << FACTOR_BITS) + half(shift)) >> shift;
  }

  private static void toTwoPoints(int[] in, int i, int[] out, int shift) {
    int even = (in[i] << FACTOR_BITS) + half(shift);
    int odd = in[i + 8] << FACTOR_BITS;
    out[SIDE * i] = (even + odd) >> shift;
    out[SIDE * i + 1] = (even - odd) >> shift;
  }

  /** The factors are the square root of 2 times the cosines of 1/8 and 3/8 of half a turn. */
  private static void toFourPoints(int[] in, int i, int[] out, int shift) {
    int sum = ((in[i] + in[i + 16]) << FACTOR_BITS) + half(shift);
    int difference = ((in[i] - in[i + 16]) << FACTOR_BITS) + half(shift);
    int outer = F_1_306 * in[i + 8] + F_0_541 * in[i + 24];
    int inner = F_0_541 * in[i + 8] - F_1_306 * in[i + 24];
    int to = SIDE * i;
    out[to] = (sum + outer) >> shift;
    out[to + 1] = (difference + inner) >> shift;
    out[to + 2] = (difference - inner) >> shift;
    out[to + 3] = (sum - outer) >> shift;
  }

  private static void toEightPoints(int[] in, int i, int[] out, int shift) {
    int shared = (in[i + 16] + in[i + 48]) * F_0_541;
    int low = shared - in[i + 48] * F_1_847;
    int high = shared + in[i + 16] * F_0_765;
    int sum = ((in[i] + in[i + 32]) << FACTOR_BITS) + half(shift);
    int difference = ((in[i] - in[i + 32]) << FACTOR_BITS) + half(shift);

    int odd1 = in[i + 8];
    int odd3 = in[i + 24];
    int odd5 = in[i + 40];
    int odd7 = in[i + 56];
    int z5 = (odd7 + odd3 + odd5 + odd1) * F_1_175;
    int z1 = -(odd7 + odd1) * F_0_899;
    int z2 = -(odd5 + odd3) * F_2_562;
    int z3 = z5 - (odd7 + odd3) * F_1_961;
    int z4 = z5 - (odd5 + odd1) * F_0_390;
    int a = odd1 * F_1_501 + z1 + z4;
    int b = odd3 * F_3_072 + z2 + z3;
    int c = odd5 * F_2_053 + z2 + z4;
    int d = odd7 * F_0_298 + z1 + z3;

    int to = SIDE * i;
    out[to] = (sum + high + a) >> shift;
    out[to + 1] = (difference + low + b) >> shift;
    out[to + 2] = (difference - low + c) >> shift;
    out[to + 3] = (sum - high + d) >> shift;
    out[to + 4] = (sum - high - d) >> shift;
    out[to + 5] = (difference - low - c) >> shift;
    out[to + 6] = (difference + low - b) >> shift;
    out[to + 7] = (sum + high - a) >> shift;
  }
}
