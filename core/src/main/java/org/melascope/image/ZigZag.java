package org.melascope.image;

import java.util.stream.IntStream;

/** The order in which a JPEG stores the coefficients of a block (ITU-T T.81, figure 5). */
final class ZigZag {
  /** For each place in that order, the coefficient as row * 8 + column. */
  static final int[] ORDER = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  /** For each place, itself. */
  static final int[] AS_STORED = IntStream.range(0, 64).toArray();

  /** Factors that change nothing. */
  static final int[] ONES = IntStream.generate(() -> 1).limit(64).toArray();

  private ZigZag() {}
}
