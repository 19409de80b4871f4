package org.melascope.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entropy-coded bits of a scan of a JPEG, from one restart to the next, and the coefficients of
 * a block of a sequential scan in them.
 *
 * <p>Follows what is sound and gives up on everything else.
 */
final class EntropyBits {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** More than a block can have (64 codes of 16 bits with 15 bits each behind them). */
  private static final int PADDING = 64 * 4 + 16;

  /** A code and the coefficient behind it have no more. */
  private static final int MOST_BITS = 31;

  private final Bytes file;
  private final int end;

  /** What comes next in the file. */
  private int next;

  /** The bits to the next restart marker without the zeros that were stuffed in, then zeros. */
  private final byte[] plain;

  private int plainEnd;

  /** What was taken from {@link #plain} into {@link #bits}. */
  private int at;

  /** The next bits, the first one leftmost; at least {@link #count} of them. */
  private long bits;

  private int count;

  /**
   * Stands before the first bit.
   *
   * @param from where in the file the bits begin
   * @param end where the next marker that is no restart stands
   */
  EntropyBits(Bytes file, int from, int end) throws PictureFault {
    this.file = file;
    this.next = from;
    this.end = end;
    this.plain = new byte[end - from + PADDING];
    unstuff();
  }

  /**
   * Goes on behind the next restart marker.
   *
   * @param number of the marker, from 0 to 7
   */
  void restart(int number) throws PictureFault {
    checkEnd();
    checkNothingIsLeft();
    if (next + 2 > end || file.u8(next + 1) != 0xd0 + number) {
      throw PictureFault.broken("a restart marker is missing");
    }
    next += 2;
    unstuff();
  }

  /** Copies up to the next marker. */
  private void unstuff() throws PictureFault {
    int to = 0;
    int from = next;
    while (true) {
      int stop = file.indexOf(0xff, from, end);
      file.copy(from, stop - from, plain, to);
      to += stop - from;
      from = stop;
      if (from + 1 >= end || file.u8(from + 1) != 0) {
        break;
      }
      plain[to++] = (byte) 0xff;
      from += 2;
    }
    next = from;
    Arrays.fill(plain, to, to + PADDING, (byte) 0);
    plainEnd = to;
    at = 0;
    bits = 0;
    count = 0;
  }

  /** Fails if more bits were taken than there are. */
  void checkEnd() throws PictureFault {
    if (8 * (long) at - count > 8 * (long) plainEnd) {
      throw PictureFault.truncated();
    }
  }

  /**
   * Fails if there are bytes up to the next marker of which nothing was taken: something before
   * them was read wrongly.
   */
  void checkNothingIsLeft() throws PictureFault {
    if (8 * (long) at - count <= 8 * (long) (plainEnd - 1)) {
      throw PictureFault.broken("bytes that nothing was made of");
    }
  }

  /** Fails if there is a marker where the scan should end. */
  void checkNoMarkerFollows() throws PictureFault {
    if (next != end) {
      throw PictureFault.broken("a marker in the middle of a scan");
    }
  }

  private void refill() {
    bits |= (long) EIGHT_BYTES.get(plain, at) >>> count;
    at += (63 - count) >>> 3;
    count |= 56;
  }

  /** Takes up to 16 bits, unsigned. */
  int take(int number) throws PictureFault {
    if (number == 0) {
      return 0;
    }
    if (count < number) {
      checkEnd();
      refill();
    }
    int taken = (int) (bits >>> (64 - number));
    skip(number);
    return taken;
  }

  /**
   * Takes a code, and the bits of the coefficient behind it if there is one.
   *
   * @return what {@link HuffmanTable#lookup} says of them; the coefficient is 0 if there is none
   */
  int code(HuffmanTable table) throws PictureFault {
    if (count < 32) {
      checkEnd();
      refill();
    }
    int entry = table.lookup()[(int) (bits >>> (64 - HuffmanTable.LOOKUP_BITS))];
    if (entry >> 16 != 0) {
      skip(entry & 63);
      return entry;
    }
    if (entry == 0) {
      entry = table.find((int) (bits >>> 48));
    }
    skip(entry & 63);
    int size = entry >> 6 & 15;
    return size == 0
        ? entry
        : HuffmanTable.extend(take(size), size) << 16 | ((entry >> 10 & 15) + 1) << 6;
  }

  private void skip(int number) {
    bits <<= number;
    count -= number;
  }

  /**
   * Takes the difference of two DC coefficients.
   *
   * @param table {@link HuffmanTable#isForDirect}
   */
  int difference(HuffmanTable table) throws PictureFault {
    return code(table) >> 16;
  }

  /**
   * Takes the AC coefficients of a block of a sequential scan.
   *
   * @param factors by which they are multiplied, in zigzag order
   * @param order where each goes, in zigzag order
   * @param needed place in the zigzag order up to which they are wanted
   * @param block receives those that are not zero up to there, and maybe one more
   * @return place in the zigzag order of the last one, 0 if there is none
   */
  int alternating(HuffmanTable table, int[] factors, int[] order, int needed, int[] block)
      throws PictureFault {
    int[] lookup = table.lookup();
    byte[] source = plain;
    long window = bits;
    int left = count;
    int from = at;
    int place = 0;
    int last = 0;
    boolean over = false;
    while (place < needed) {
      if (left < MOST_BITS) {
        window |= (long) EIGHT_BYTES.get(source, from) >>> left;
        from += (63 - left) >>> 3;
        left |= 56;
      }
      int entry = lookup[(int) (window >>> (64 - HuffmanTable.LOOKUP_BITS))];
      int coefficient = entry >> 16;
      if (coefficient != 0) {
        place += entry >> 6 & 31;
        window <<= entry;
        left -= entry & 63;
      } else {
        if (entry == 0) {
          entry = table.find((int) (window >>> 48));
        }
        int length = entry & 63;
        int size = entry >> 6 & 15;
        int zeros = entry >> 10 & 15;
        window <<= length;
        left -= length;
        if (size == 0) {
          if (zeros < 15) {
            over = true;
            break;
          }
          place += 16;
          continue;
        }
        place += zeros + 1;
        coefficient = HuffmanTable.extend((int) (window >>> (64 - size)), size);
        window <<= size;
        left -= size;
      }
      if (place > 63) {
        break;
      }
      block[order[place]] = coefficient * factors[place];
      last = place;
    }
    bits = window;
    count = left;
    at = from;
    finish(table, over ? 63 : place);
    return last;
  }

  /**
   * Passes over what is left of a block of a sequential scan, several codes at a time.
   *
   * @param passed place in the zigzag order of the last coefficient that was taken
   */
  void finish(HuffmanTable table, int passed) throws PictureFault {
    int[] skips = table.skips();
    byte[] source = plain;
    long window = bits;
    int left = count;
    int from = at;
    int place = passed;
    while (place < 63) {
      if (left < MOST_BITS) {
        window |= (long) EIGHT_BYTES.get(source, from) >>> left;
        from += (63 - left) >>> 3;
        left |= 56;
      }
      int entry = skips[(int) (window >>> (64 - HuffmanTable.LOOKUP_BITS))];
      int reached = place + (entry >> 6 & 1023);
      // What comes after place 63 belongs to another block: then one code at a time.
      if (entry == 0 || reached >= 63) {
        entry = table.find((int) (window >>> 48));
        int size = entry >> 6 & 15;
        int zeros = entry >> 10 & 15;
        reached = place + zeros + 1;
        entry = (entry & 63) + size | (size == 0 && zeros < 15 ? HuffmanTable.END : 0);
      }
      window <<= entry;
      left -= entry & 63;
      place = (entry & HuffmanTable.END) == 0 ? reached : 63;
    }
    bits = window;
    count = left;
    at = from;
    checkEnd();
    if (place > 63) {
      throw PictureFault.broken("a block of more than 64 coefficients");
    }
  }
}
