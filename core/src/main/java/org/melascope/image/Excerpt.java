package org.melascope.image;

/**
 * Which part of the picture in a file a decoded picture shows, and how coarsely.
 *
 * @param factor side of the square of the file's pixels for which a pixel stands: 1, 2 or 4
 * @param originalWidth of the picture in the file in its pixels; {@code originalHeight} likewise
 * @param left where the left edge of the picture in the file lies, in pixels of the excerpt from
 *     its left edge: 0, or less if something is left out there, or more if the first column stands
 *     partly for pixels that do not exist, as in pictures that were turned; {@code top} likewise
 * @param width of the excerpt in its pixels; {@code height} likewise
 */
record Excerpt(
    int factor,
    int originalWidth,
    int originalHeight,
    double left,
    double top,
    int width,
    int height) {

  /** All of a picture. */
  static Excerpt whole(int width, int height) {
    return new Excerpt(1, width, height, 0, 0, width, height);
  }

  /**
   * The same after the picture was turned.
   *
   * @param transposed rows have become columns
   * @param fromRight columns are then counted from the other side; {@code fromBottom} rows likewise
   */
  Excerpt turned(boolean transposed, boolean fromRight, boolean fromBottom) {
    int across = transposed ? originalHeight : originalWidth;
    int down = transposed ? originalWidth : originalHeight;
    int columns = transposed ? height : width;
    int rows = transposed ? width : height;
    double start = transposed ? top : left;
    double above = transposed ? left : top;
    return new Excerpt(
        factor,
        across,
        down,
        fromRight ? mirrored(start, across, columns) : start,
        fromBottom ? mirrored(above, down, rows) : above,
        columns,
        rows);
  }

  private double mirrored(double start, int original, int size) {
    return size - start - (double) original / factor;
  }
}
