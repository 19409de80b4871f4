package org.melascope.dataset.audit;

/**
 * The eight ways in which a square can be turned and mirrored onto itself. A turned picture shows
 * at (x, y) what the picture shows at the place that is found by exchanging x and y (if {@link
 * #transposes}), then mirroring x and y.
 */
public enum Turn {
  /** As it is. */
  NONE(false, false, false, "as it is"),
  /** Left and right exchanged. */
  MIRRORED(false, true, false, "mirrored left to right"),
  /** Top and bottom exchanged. */
  FLIPPED(false, false, true, "mirrored top to bottom"),
  /** Upside down. */
  HALF(false, true, true, "turned by 180 degrees"),
  /** Mirrored at the diagonal from the top left. */
  TRANSPOSED(true, false, false, "mirrored at the diagonal"),
  /** Turned to the left. */
  LEFT(true, true, false, "turned left by 90 degrees"),
  /** Turned to the right. */
  RIGHT(true, false, true, "turned right by 90 degrees"),
  /** Mirrored at the diagonal from the top right. */
  TRANSVERSED(true, true, true, "mirrored at the other diagonal");

  private final boolean transposes;
  private final boolean mirrorsX;
  private final boolean mirrorsY;
  private final String words;

  Turn(boolean transposes, boolean mirrorsX, boolean mirrorsY, String words) {
    this.transposes = transposes;
    this.mirrorsX = mirrorsX;
    this.mirrorsY = mirrorsY;
    this.words = words;
  }

  /** How to say it: {@code turned by 180 degrees}. */
  public String words() {
    return words;
  }

  boolean transposes() {
    return transposes;
  }

  boolean mirrorsX() {
    return mirrorsX;
  }

  boolean mirrorsY() {
    return mirrorsY;
  }

  /**
   * Turns a square of samples.
   *
   * @param square {@code size * size} samples, row by row; not changed
   */
  float[] apply(float[] square, int size) {
    float[] turned = new float[square.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = square[source(i, size)];
    }
    return turned;
  }

  /** Turns a square of bytes, like {@link #apply(float[], int)}. */
  byte[] apply(byte[] square, int size) {
    byte[] turned = new byte[square.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = square[source(i, size)];
    }
    return turned;
  }

  private int source(int i, int size) {
    int column = transposes ? i / size : i % size;
    int row = transposes ? i % size : i / size;
    column = mirrorsX ? size - 1 - column : column;
    row = mirrorsY ? size - 1 - row : row;
    return row * size + column;
  }
}
