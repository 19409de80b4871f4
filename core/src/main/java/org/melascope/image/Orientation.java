package org.melascope.image;

import java.util.OptionalLong;

/**
 * How a stored picture must be turned to stand upright: the eight values of the TIFF and EXIF tag
 * 274, in its order from 1 to 8.
 */
enum Orientation {
  /** 1: as stored. */
  UPRIGHT(false, false, false),
  /** 2: left and right are swapped. */
  MIRRORED(false, true, false),
  /** 3: upside down. */
  HALF_TURN(false, true, true),
  /** 4: top and bottom are swapped. */
  FLIPPED(false, false, true),
  /** 5: rows are columns. */
  TRANSPOSED(true, false, false),
  /** 6: must be turned by 90 degrees clockwise. */
  QUARTER_TURN(true, false, true),
  /** 7: rows are columns, counted from the bottom right corner. */
  TRANSVERSED(true, true, true),
  /** 8: must be turned by 270 degrees clockwise. */
  THREE_QUARTER_TURN(true, true, false);

  private static final int TAG = 274;

  private final boolean transposed;
  private final boolean reverseColumns;
  private final boolean reverseRows;

  Orientation(boolean transposed, boolean reverseColumns, boolean reverseRows) {
    this.transposed = transposed;
    this.reverseColumns = reverseColumns;
    this.reverseRows = reverseRows;
  }

  /** The orientation in a TIFF directory; upright where it has none or one out of range. */
  static Orientation of(TiffDirectory directory) throws PictureFault {
    OptionalLong tag = directory.first(TAG);
    if (tag.isEmpty() || tag.getAsLong() < 1 || tag.getAsLong() > values().length) {
      return UPRIGHT;
    }
    return values()[(int) tag.getAsLong() - 1];
  }

  /**
   * The orientation in an EXIF block, which is a TIFF file without pixels. A damaged block counts
   * as none: it does not make the picture unreadable.
   */
  static Orientation ofExif(byte[] exif) {
    try {
      return of(TiffDirectory.parse(exif));
    } catch (PictureFault e) {
      return UPRIGHT;
    }
  }

  /**
   * The upright picture.
   *
   * @param excerpt what the bytes show, as stored
   * @param rgb {@code 3 * width * height} bytes, given away
   */
  LesionImage apply(Excerpt excerpt, byte[] rgb) {
    if (this == UPRIGHT) {
      return LesionImage.owning(rgb, excerpt);
    }
    int width = excerpt.width();
    int height = excerpt.height();
    int uprightWidth = transposed ? height : width;
    int uprightHeight = transposed ? width : height;
    byte[] upright = new byte[rgb.length];
    int target = 0;
    for (int y = 0; y < uprightHeight; y++) {
      for (int x = 0; x < uprightWidth; x++) {
        int column = transposed ? y : x;
        int row = transposed ? x : y;
        int source =
            3
                * ((reverseRows ? height - 1 - row : row) * width
                    + (reverseColumns ? width - 1 - column : column));
        upright[target++] = rgb[source];
        upright[target++] = rgb[source + 1];
        upright[target++] = rgb[source + 2];
      }
    }
    boolean fromRight = transposed ? reverseRows : reverseColumns;
    boolean fromBottom = transposed ? reverseColumns : reverseRows;
    return LesionImage.owning(upright, excerpt.turned(transposed, fromRight, fromBottom));
  }
}
