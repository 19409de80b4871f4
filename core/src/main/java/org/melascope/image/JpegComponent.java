package org.melascope.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * A component of a JPEG while it is decoded (its brightness, or one of its two colours): a grid of
 * blocks of 8x8 samples, and what scans say of it.
 */
final class JpegComponent {
  /** Coefficients of a block. */
  static final int BLOCK = 64;

  private static final int UNKNOWN = -1;

  private final int id;
  private final int across;
  private final int down;
  private final int quantisationTable;
  private int ownBlocksAcross;
  private int ownBlocksDown;
  private int blocksAcross;
  private int blocksDown;
  private InverseTransform transform = new InverseTransform(8, 8);

  /** The blocks of which samples are wanted. */
  private int firstColumn;

  private int firstRow;
  private int columns;
  private int rows;

  private byte[] samples = new byte[0];
  private int firstSample;
  private short[] coefficients = new short[0];
  private int[] quantisation = new int[0];
  private Optional<HuffmanTable> direct = Optional.empty();
  private Optional<HuffmanTable> alternating = Optional.empty();

  /** For each coefficient, by how many bits it is known too small; {@link #UNKNOWN} at first. */
  private final int[] progress = new int[BLOCK];

  /** The DC coefficient of the block before. */
  private int predictor;

  /**
   * A component of a frame header.
   *
   * @param id by which scans name it
   * @param across blocks of a unit (MCU) from left to right
   * @param down blocks of a unit from top to bottom
   * @param quantisationTable its number
   */
  JpegComponent(int id, int across, int down, int quantisationTable) throws PictureFault {
    if (across < 1 || across > 4 || down < 1 || down > 4) {
      throw PictureFault.broken("a component of " + across + "x" + down + " blocks");
    }
    this.id = id;
    this.across = across;
    this.down = down;
    this.quantisationTable = quantisationTable;
    Arrays.fill(progress, UNKNOWN);
  }

  /**
   * Lays out its blocks, and those of its samples that are wanted: as many as the result has
   * pixels.
   *
   * @param mostAcross the most blocks of a unit from left to right of any component; {@code
   *     mostDown} likewise
   * @throws PictureFault if its samples are coarser than the result's pixels, or three of them are
   *     to become one
   */
  void layOut(Excerpt excerpt, int mostAcross, int mostDown) throws PictureFault {
    transform =
        new InverseTransform(
            points(excerpt.factor(), mostAcross, across), points(excerpt.factor(), mostDown, down));
    int width = excerpt.originalWidth();
    int height = excerpt.originalHeight();
    blocksAcross = across * ceil(width, 8 * mostAcross);
    blocksDown = down * ceil(height, 8 * mostDown);
    ownBlocksAcross = ceil(ceil(width * across, mostAcross), 8);
    ownBlocksDown = ceil(ceil(height * down, mostDown), 8);
    int left = (int) -excerpt.left();
    int top = (int) -excerpt.top();
    firstColumn = left / transform.width();
    firstRow = top / transform.height();
    columns = ceil(left + excerpt.width(), transform.width()) - firstColumn;
    rows = ceil(top + excerpt.height(), transform.height()) - firstRow;
    firstSample =
        (top - firstRow * transform.height()) * stride() + left - firstColumn * transform.width();
  }

  /**
   * How many samples of the result a block has along a side.
   *
   * @throws PictureFault if there is no transform to so many
   */
  private static int points(int factor, int most, int own) throws PictureFault {
    int points = 8 / factor * most / own;
    if (most % own != 0 || !InverseTransform.exists(points)) {
      throw PictureFault.unsupported("a JPEG whose colours have no transform to this size");
    }
    return points;
  }

  static int ceil(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  int id() {
    return id;
  }

  /** Blocks of a unit from left to right. */
  int across() {
    return across;
  }

  /** Blocks of a unit from top to bottom. */
  int down() {
    return down;
  }

  int quantisationTable() {
    return quantisationTable;
  }

  /** Blocks from left to right that its samples fill. */
  int ownBlocksAcross() {
    return ownBlocksAcross;
  }

  /** Blocks from top to bottom that its samples fill. */
  int ownBlocksDown() {
    return ownBlocksDown;
  }

  /** Units from left to right; the last one may be partly padding. */
  int unitsAcross() {
    return blocksAcross / across;
  }

  /** Units from top to bottom; the last one may be partly padding. */
  int unitsDown() {
    return blocksDown / down;
  }

  /** All blocks, with those that are padding. */
  long blocks() {
    return (long) blocksAcross * blocksDown;
  }

  /** Whether a scan has told anything of it. */
  boolean isBegun() {
    return quantisation.length > 0;
  }

  /**
   * Begins a scan.
   *
   * @param factors in zigzag order; those of the first scan hold for all
   * @param forDirect table for DC coefficients, {@code forAlternating} for the others
   */
  void begin(
      int[] factors, Optional<HuffmanTable> forDirect, Optional<HuffmanTable> forAlternating) {
    quantisation = isBegun() ? quantisation : factors;
    direct = forDirect;
    alternating = forAlternating;
    restart();
  }

  /** Forgets what a restart marker ends. */
  void restart() {
    predictor = 0;
  }

  private static HuffmanTable required(Optional<HuffmanTable> table) throws PictureFault {
    return table.orElseThrow(() -> PictureFault.broken("a scan without its Huffman table"));
  }

  /** The next DC coefficient. */
  int direct(EntropyBits bits) throws PictureFault {
    predictor += bits.difference(required(direct));
    if (predictor != (short) predictor) {
      throw PictureFault.broken("a DC coefficient of more than 16 bits");
    }
    return predictor;
  }

  /** The table for the coefficients after the first one. */
  HuffmanTable alternating() throws PictureFault {
    return required(alternating);
  }

  /** Makes room for samples. */
  void allocateSamples() {
    samples = new byte[rows * transform.height() * stride()];
  }

  /** Takes a block of a sequential scan and makes samples of it. */
  void takeSamples(EntropyBits bits, int column, int row, int[] block) throws PictureFault {
    int first = direct(bits) * quantisation[0];
    if (!isWanted(column, row)) {
      bits.finish(alternating(), 0);
      return;
    }
    Arrays.fill(block, 0);
    block[0] = first;
    int needed = transform.lastNeeded();
    put(
        column,
        row,
        block,
        bits.alternating(alternating(), quantisation, ZigZag.ORDER, needed, block));
  }

  /** Makes room for all coefficients. */
  void allocateCoefficients() {
    if (coefficients.length == 0) {
      coefficients = new short[(int) blocks() * BLOCK];
    }
  }

  /** Takes a block of a sequential scan and keeps its coefficients. */
  void takeCoefficients(EntropyBits bits, int column, int row, int[] block) throws PictureFault {
    Arrays.fill(block, 0);
    block[0] = direct(bits);
    bits.alternating(alternating(), ZigZag.ONES, ZigZag.AS_STORED, BLOCK - 1, block);
    int place = place(column, row);
    for (int i = 0; i < BLOCK; i++) {
      coefficients[place + i] = (short) block[i];
    }
  }

  /** All coefficients: block by block, in zigzag order. */
  short[] coefficients() {
    return coefficients;
  }

  /** Where the coefficients of a block begin. */
  int place(int column, int row) {
    return (row * blocksAcross + column) * BLOCK;
  }

  /**
   * Notes what a scan of a progressive picture adds.
   *
   * @param first place of the first coefficient of its band, {@code last} of the last
   * @param before by how many bits the coefficients were told too small before, 0 if not at all
   * @param shift by how many they are now
   */
  void advance(int first, int last, int before, int shift) throws PictureFault {
    for (int i = first; i <= last; i++) {
      if (progress[i] != (before == 0 ? UNKNOWN : before) || (i > 0 && progress[0] == UNKNOWN)) {
        throw PictureFault.broken("scans in an impossible order");
      }
      progress[i] = shift;
    }
  }

  private boolean isWanted(int column, int row) {
    return column >= firstColumn
        && column < firstColumn + columns
        && row >= firstRow
        && row < firstRow + rows;
  }

  /** Makes samples of the coefficients. */
  void transform(int[] block) {
    for (int row = firstRow; row < firstRow + rows; row++) {
      for (int column = firstColumn; column < firstColumn + columns; column++) {
        Arrays.fill(block, 0);
        int place = place(column, row);
        int last = 0;
        for (int i = 0; i < BLOCK; i++) {
          int coefficient = coefficients[place + i];
          if (coefficient != 0) {
            block[ZigZag.ORDER[i]] = coefficient * quantisation[i];
            last = i;
          }
        }
        put(column, row, block, last);
      }
    }
  }

  private void put(int column, int row, int[] block, int last) {
    int at =
        (row - firstRow) * transform.height() * stride()
            + (column - firstColumn) * transform.width();
    if (last == 0) {
      transform.applyFlat(block[0], samples, at, stride());
    } else {
      transform.apply(block, last, samples, at, stride());
    }
  }

  /** Samples from one row to the next. */
  int stride() {
    return columns * transform.width();
  }

  /** Where the first sample of the result lies. */
  int firstSample() {
    return firstSample;
  }

  /** The samples of the blocks that have a part in the result. */
  byte[] samples() {
    return samples;
  }
}
