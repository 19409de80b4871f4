package org.melascope.gates;

import java.util.Arrays;

/**
 * Where in a prepared picture the lesion probably is, as a coarse grid: Otsu's threshold (IEEE
 * Transactions on Systems, Man, and Cybernetics 9, 1979) on how little blue a cell is, for pigment
 * and blood both take blue away, after taking out how the light falls off over the skin. Of several
 * areas the one that weighs most with the middle counting most, holes filled.
 *
 * <p>This is no segmentation to measure lesions with: it is what a picture's quality is judged by,
 * at the cost of a fraction of the network's. What it finds in a picture without a lesion is
 * arbitrary; {@link #contrast()} tells.
 */
public final class LesionArea {
  private static final int MOST_CELLS = 56;

  /** A cell is lesion from this part of the way between the skin's mean and Otsu's threshold. */
  private static final float EAGERNESS = 0.85f;

  /** Darker than this from a corner inwards is the edge of a dermatoscope, not skin. */
  private static final float VIGNETTE = 60;

  private static final int ROUNDS = 2;

  private final int side;
  private final boolean[] lesion;
  private final boolean[] seen;
  private final double contrast;

  private LesionArea(int side, boolean[] lesion, boolean[] seen, double contrast) {
    this.side = side;
    this.lesion = lesion;
    this.seen = seen;
    this.contrast = contrast;
  }

  /**
   * Looks for the lesion.
   *
   * @param samples of a prepared picture in [0, 255], {@code [3, size, size]}
   * @param size side of the picture in pixels
   */
  static LesionArea of(float[] samples, int size) {
    Cells cells = Cells.of(samples, size, Math.min(MOST_CELLS, size));
    int side = cells.side();
    boolean[] seen = withoutVignette(cells);
    float[] darkness = evenlyLit(smooth(cells.blue(), side), seen, side);
    boolean[] lesion = new boolean[side * side];
    boolean[] skin = new boolean[side * side];
    float threshold = eagerThreshold(darkness, seen);
    for (int i = 0; i < lesion.length; i++) {
      lesion[i] = seen[i] && darkness[i] > threshold;
      skin[i] = seen[i] && !lesion[i];
    }
    Regions.keepMostCentral(lesion, side);
    double contrast = distance(meanColour(cells, lesion), meanColour(cells, skin));
    Regions.grow(lesion, seen, side);
    return new LesionArea(side, lesion, seen, contrast);
  }

  /** Cells per row and per column. */
  public int side() {
    return side;
  }

  /** Whether a cell is lesion. */
  public boolean at(int row, int column) {
    return lesion[row * side + column];
  }

  /** The lesion's share of the picture, in [0, 1]. */
  public double share() {
    return (double) count(lesion) / lesion.length;
  }

  /** The lesion's share of the picture's edge, in [0, 1]; the edge of a dermatoscope is none. */
  public double shareOfEdge() {
    int edge = 0;
    int cut = 0;
    for (int i = 0; i < lesion.length; i++) {
      int row = i / side;
      int column = i % side;
      boolean outermost = row == 0 || column == 0 || row == side - 1 || column == side - 1;
      edge += outermost && seen[i] ? 1 : 0;
      cut += outermost && lesion[i] ? 1 : 0;
    }
    return edge == 0 ? 0 : (double) cut / edge;
  }

  /**
   * The distance of the lesion's mean colour from that of the skin, in sRGB samples (0 to 441); 0
   * where one of them is not there.
   */
  public double contrast() {
    return contrast;
  }

  /** Whether a cell is part of the picture, and not of the dark edge of a dermatoscope. */
  boolean seen(int row, int column) {
    return seen[row * side + column];
  }

  private static int count(boolean[] cells) {
    int count = 0;
    for (boolean cell : cells) {
      count += cell ? 1 : 0;
    }
    return count;
  }

  /** All cells but the dark ones that hang together with a corner and lie far from the middle. */
  private static boolean[] withoutVignette(Cells cells) {
    int side = cells.side();
    double far = 0.43 * side;
    boolean[] dark = new boolean[side * side];
    for (int i = 0; i < dark.length; i++) {
      int row = i / side;
      int column = i % side;
      double y = row + 0.5 - side / 2.0;
      double x = column + 0.5 - side / 2.0;
      dark[i] = cells.luminance(i) < VIGNETTE && y * y + x * x > far * far;
    }
    boolean[] vignette = Regions.connectedToCorners(dark, side);
    boolean[] seen = new boolean[side * side];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = !vignette[i];
    }
    return seen;
  }

  /** The mean over 3 x 3 cells of 255 minus the sample. */
  private static float[] smooth(float[] blue, int side) {
    float[] smooth = new float[blue.length];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        float sum = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int y = Math.max(0, Math.min(side - 1, row + dy));
            int x = Math.max(0, Math.min(side - 1, column + dx));
            sum += blue[y * side + x];
          }
        }
        smooth[row * side + column] = 255 - sum / 9;
      }
    }
    return smooth;
  }

  /** Takes out the plane that fits the skin best; what is skin is Otsu's guess of the time. */
  private static float[] evenlyLit(float[] darkness, boolean[] seen, int side) {
    float[] even = darkness;
    for (int round = 0; round < ROUNDS; round++) {
      float threshold = otsu(even, seen);
      boolean[] skin = new boolean[seen.length];
      for (int i = 0; i < skin.length; i++) {
        skin[i] = seen[i] && even[i] <= threshold;
      }
      even = Plane.through(darkness, skin, side).takenFrom(darkness, side);
    }
    return even;
  }

  private static float eagerThreshold(float[] darkness, boolean[] seen) {
    float threshold = otsu(darkness, seen);
    double sum = 0;
    int skin = 0;
    for (int i = 0; i < darkness.length; i++) {
      if (seen[i] && darkness[i] <= threshold) {
        sum += darkness[i];
        skin++;
      }
    }
    float mean = skin == 0 ? threshold : (float) (sum / skin);
    return mean + EAGERNESS * (threshold - mean);
  }

  /** The threshold between two groups of values whose means lie furthest apart. */
  private static float otsu(float[] values, boolean[] seen) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (seen[i]) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
    }
    if (!(high > low)) {
      return high;
    }
    int bins = 64;
    int[] histogram = new int[bins];
    double total = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (seen[i]) {
        int bin = Math.min(bins - 1, (int) ((values[i] - low) / (high - low) * bins));
        histogram[bin]++;
        total += bin;
        count++;
      }
    }
    int best = 0;
    double furthest = -1;
    double below = 0;
    int lower = 0;
    for (int bin = 0; bin < bins - 1; bin++) {
      lower += histogram[bin];
      below += (double) bin * histogram[bin];
      if (lower == 0 || lower == count) {
        continue;
      }
      double apart = below / lower - (total - below) / (count - lower);
      double between = apart * apart * lower * (count - lower);
      if (between > furthest) {
        furthest = between;
        best = bin;
      }
    }
    return low + (best + 1) * (high - low) / bins;
  }

  /** Mean red, green and blue of some cells; NaN if there are none. */
  private static double[] meanColour(Cells cells, boolean[] counted) {
    double[] sums = new double[3];
    for (int i = 0; i < counted.length; i++) {
      if (counted[i]) {
        sums[0] += cells.red()[i];
        sums[1] += cells.green()[i];
        sums[2] += cells.blue()[i];
      }
    }
    int count = count(counted);
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }

  private static double distance(double[] one, double[] other) {
    double square = 0;
    for (int i = 0; i < one.length; i++) {
      square += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Double.isNaN(square) ? 0 : Math.sqrt(square);
  }

  /** Equal cells. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LesionArea that
        && Arrays.equals(lesion, that.lesion)
        && Arrays.equals(seen, that.seen);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lesion);
  }
}
