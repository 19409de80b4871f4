package org.melascope.dataset.synthetic;

/**
 * Seeded two-dimensional noise. Only additions, multiplications and integer hashes, so the same
 * seed gives the same values on every Java platform.
 */
final class Noise {
  /**
   * One cell of a cellular pattern: distances to the nearest two cell points, and a value of the
   * nearest's own.
   */
  record Cell(double nearest, double second, double value) {
    /** 0 on the border between two cells, growing inwards. */
    double inset() {
      return second - nearest;
    }
  }

  private static final double DIAGONAL = 0.7071067811865476;
  private static final double[] GRADIENT_X = {
    1, -1, 0, 0, DIAGONAL, -DIAGONAL, DIAGONAL, -DIAGONAL
  };
  private static final double[] GRADIENT_Y = {
    0, 0, 1, -1, DIAGONAL, DIAGONAL, -DIAGONAL, -DIAGONAL
  };

  private final long seed;

  Noise(long seed) {
    this.seed = mix(seed + 0x9E3779B97F4A7C15L);
  }

  /** Independent noise of the same seed. */
  Noise part(String name) {
    return new Noise(seed ^ name.hashCode());
  }

  /** White noise: a value in [0, 1) for each pair of whole numbers. */
  double white(long x, long y) {
    return (hash(x, y) >>> 11) * 0x1p-53;
  }

  /** Gradient noise after Perlin (2002): smooth, features of size one, about [-1, 1], mean 0. */
  double smooth(double x, double y) {
    long left = (long) Math.floor(x);
    long top = (long) Math.floor(y);
    double dx = x - left;
    double dy = y - top;
    double u = fade(dx);
    double v = fade(dy);
    double upper = mix(gradient(left, top, dx, dy), gradient(left + 1, top, dx - 1, dy), u);
    double lower =
        mix(gradient(left, top + 1, dx, dy - 1), gradient(left + 1, top + 1, dx - 1, dy - 1), u);
    return 1.5 * mix(upper, lower, v);
  }

  /** Sum of smooth noise at halved sizes and heights; about [-1, 1], mean 0. */
  double fractal(double x, double y, int octaves) {
    double sum = 0;
    double height = 1;
    double total = 0;
    for (int octave = 0; octave < octaves; octave++) {
      // The shift keeps the zeros of the octaves apart.
      sum += height * smooth(x + 37.2 * octave, y - 17.9 * octave);
      total += height;
      height /= 2;
      x *= 2;
      y *= 2;
    }
    return 1.4 * sum / total;
  }

  /** The cell of a jittered square grid of side one, after Worley (1996). */
  Cell cell(double x, double y) {
    long column = (long) Math.floor(x);
    long row = (long) Math.floor(y);
    double nearest = Double.MAX_VALUE;
    double second = Double.MAX_VALUE;
    long owner = 0;
    for (long j = row - 1; j <= row + 1; j++) {
      for (long i = column - 1; i <= column + 1; i++) {
        long hash = hash(i, j);
        double dx = i + 0.1 + 0.8 * (hash & 0xffff) / 65536.0 - x;
        double dy = j + 0.1 + 0.8 * (hash >>> 16 & 0xffff) / 65536.0 - y;
        double distance = dx * dx + dy * dy;
        if (distance < nearest) {
          second = nearest;
          nearest = distance;
          owner = hash;
        } else if (distance < second) {
          second = distance;
        }
      }
    }
    return new Cell(Math.sqrt(nearest), Math.sqrt(second), (owner >>> 32 & 0xffff) / 65536.0);
  }

  /** 0 below {@code from}, 1 above {@code to}, a smooth step between. */
  static double step(double from, double to, double value) {
    double t = Math.max(0, Math.min(1, (value - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }

  static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }

  private double gradient(long x, long y, double dx, double dy) {
    int direction = (int) (hash(x, y) >>> 61);
    return GRADIENT_X[direction] * dx + GRADIENT_Y[direction] * dy;
  }

  private long hash(long x, long y) {
    return mix(mix(seed ^ x * 0xBF58476D1CE4E5B9L) + y * 0x94D049BB133111EBL);
  }

  private static double fade(double t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
