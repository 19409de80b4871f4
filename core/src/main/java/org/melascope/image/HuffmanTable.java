package org.melascope.image;

/**
 * A Huffman table of a JPEG (ITU-T T.81, annexes C and F), with a table to look up what the next
 * bits mean: a short code together with the bits of the coefficient behind it in one step.
 */
final class HuffmanTable {
  /** As many bits are looked up at once; codes that are longer are rare. */
  static final int LOOKUP_BITS = 10;

  /** In {@link #skips}: the block is over. */
  static final int END = 1 << 16;

  private static final int LONGEST_CODE = 16;

  /**
   * What begins with these bits, in one number. Where a coefficient's code and its bits are short
   * enough together: the coefficient (never 0) in bits 16 to 31, one more than the zeros before it
   * in bits 6 to 10, and the number of all bits in bits 0 to 5. Where only the code is: the symbol
   * in bits 6 to 13 and the code's length in bits 0 to 5. Else 0.
   */
  private final int[] lookup = new int[1 << LOOKUP_BITS];

  /**
   * The first code of what begins with these bits: its symbol from bit 4 on and its length in bits
   * 0 to 3; 0 if it is longer.
   */
  private final short[] codes = new short[1 << LOOKUP_BITS];

  /**
   * Where coefficients do not matter: all codes of what begins with these bits, with the bits
   * behind the last one. The number of all bits in bits 0 to 5, that of the places in bits 6 to 15,
   * and {@link #END} if the block is over then; 0 if there is no whole code.
   */
  private int[] skips = {};

  /** For each length, 1 more than its greatest code, shifted left to 16 bits; 0 if it has none. */
  private final int[] limits = new int[LONGEST_CODE + 1];

  /** For each length, what to add to a code for the place of its symbol. */
  private final int[] offsets = new int[LONGEST_CODE + 1];

  private final byte[] symbols;

  /**
   * A table as a file defines it.
   *
   * @param bytes of the file
   * @param at where the numbers of codes of length 1 to 16 stand, then the symbols
   */
  HuffmanTable(Bytes bytes, int at) throws PictureFault {
    int count = 0;
    for (int length = 1; length <= LONGEST_CODE; length++) {
      count += bytes.u8(at + length - 1);
    }
    if (count > 256) {
      throw PictureFault.broken("a Huffman table of more than 256 codes");
    }
    symbols = bytes.copy(at + LONGEST_CODE, count);
    int code = 0;
    int place = 0;
    for (int length = 1; length <= LONGEST_CODE; length++) {
      offsets[length] = place - code;
      int codes = bytes.u8(at + length - 1);
      // No code is all ones, so that a marker cannot be taken for one.
      if (codes > 0 && code + codes >= 1 << length) {
        throw PictureFault.broken("a Huffman table with too many codes of " + length + " bits");
      }
      for (int i = 0; i < codes && length <= LOOKUP_BITS; i++) {
        enter(code + i, length, symbols[place + i] & 0xff);
      }
      code += codes;
      place += codes;
      limits[length] = codes == 0 ? 0 : code << (LONGEST_CODE - length);
      code <<= 1;
    }
  }

  /** Whether a table for DC coefficients can have all of these symbols. */
  boolean isForDirect() {
    for (byte symbol : symbols) {
      if ((symbol & 0xff) > 15) {
        return false;
      }
    }
    return true;
  }

  /** How many bytes such a table has in a file. */
  int bytes() {
    return LONGEST_CODE + symbols.length;
  }

  private void enter(int code, int length, int symbol) {
    int free = LOOKUP_BITS - length;
    int size = symbol & 15;
    for (int rest = 0; rest < 1 << free; rest++) {
      int entry = symbol << 6 | length;
      if (size > 0 && size <= free) {
        int zeros = symbol >> 4;
        int coefficient = extend(rest >> (free - size), size);
        entry = coefficient << 16 | (zeros + 1) << 6 | (length + size);
      }
      lookup[code << free | rest] = entry;
      codes[code << free | rest] = (short) (symbol << 4 | length);
    }
  }

  /** What can be passed over at once of what begins with these bits; see {@link #skips}. */
  private int skip(int next) {
    int bits = 0;
    int places = 0;
    while (bits < LOOKUP_BITS) {
      int code = codes[next << bits & (1 << LOOKUP_BITS) - 1] & 0xffff;
      int length = code & 15;
      if (length == 0 || bits + length > LOOKUP_BITS) {
        break;
      }
      int size = code >> 4 & 15;
      int zeros = code >> 8;
      bits += length + size;
      if (size == 0 && zeros < 15) {
        return END | places << 6 | bits;
      }
      places += zeros + 1;
    }
    return places << 6 | bits;
  }

  /**
   * The number that {@code size} bits stand for: those that begin with 1 as they are, the others
   * negative (T.81, F.12).
   */
  static int extend(int bits, int size) {
    return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
  }

  /** See {@link #lookup}; for readers in a hurry, who must not write to it. */
  int[] lookup() {
    return lookup;
  }

  /** See {@link #skips}; likewise. Made when it is asked for first: not all pictures need it. */
  int[] skips() {
    if (skips.length == 0) {
      skips = new int[lookup.length];
      for (int next = 0; next < skips.length; next++) {
        skips[next] = skip(next);
      }
    }
    return skips;
  }

  /**
   * The symbol of a code of any length and that length, as in {@link #lookup}.
   *
   * @param next 16 bits, of which the code is the beginning
   */
  int find(int next) throws PictureFault {
    for (int length = 1; length <= LONGEST_CODE; length++) {
      if (next < limits[length]) {
        int symbol = symbols[offsets[length] + (next >> (LONGEST_CODE - length))] & 0xff;
        return symbol << 6 | length;
      }
    }
    throw PictureFault.broken("bits that are no Huffman code");
  }
}
