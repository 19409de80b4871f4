package org.melascope.image;

/**
 * A scan of a progressive JPEG, which adds some coefficients of a band, or the next bit of them, to
 * those kept (ITU-T T.81, annex G).
 */
final class ProgressiveScan implements JpegScan.Taker {
  private final EntropyBits bits;
  private final int first;
  private final int last;
  private final int shift;
  private final boolean refines;

  /** Blocks, the next one among them, of whose band nothing (further) is told. */
  private int emptyBlocks;

  /**
   * A scan.
   *
   * @param first place in the zigzag order of the band's first coefficient
   * @param last of its last one
   * @param shift by how many bits the coefficients are told too small
   * @param refines whether it adds a bit to what is known
   */
  ProgressiveScan(EntropyBits bits, int first, int last, int shift, boolean refines) {
    this.bits = bits;
    this.first = first;
    this.last = last;
    this.shift = shift;
    this.refines = refines;
  }

  /** Forgets what a restart marker ends. */
  void restart() {
    emptyBlocks = 0;
  }

  @Override
  public void take(JpegComponent component, int column, int row) throws PictureFault {
    short[] kept = component.coefficients();
    int block = component.place(column, row);
    if (first > 0 && refines) {
      refineBand(kept, component.alternating(), block);
    } else if (first > 0) {
      takeBand(kept, component.alternating(), block);
    } else if (refines) {
      kept[block] |= (short) (bits.take(1) << shift);
    } else {
      kept[block] = (short) (component.direct(bits) << shift);
    }
    bits.checkEnd();
  }

  private void takeBand(short[] kept, HuffmanTable table, int block) throws PictureFault {
    if (emptyBlocks > 0) {
      emptyBlocks--;
      return;
    }
    int place = first;
    while (place <= last) {
      int entry = bits.code(table);
      int coefficient = entry >> 16;
      if (coefficient == 0) {
        int zeros = entry >> 10 & 15;
        if (zeros < 15) {
          emptyBlocks = run(zeros) - 1;
          return;
        }
        place += 16;
        continue;
      }
      place += (entry >> 6 & 31) - 1;
      checkPlace(place);
      kept[block + place] = (short) (coefficient << shift);
      place++;
    }
  }

  /** How many blocks are empty from here on: the code tells the number of bits that tell them. */
  private int run(int size) throws PictureFault {
    return (1 << size) + bits.take(size);
  }

  private void refineBand(short[] kept, HuffmanTable table, int block) throws PictureFault {
    int place = first;
    while (emptyBlocks == 0 && place <= last) {
      int entry = bits.code(table);
      int sign = entry >> 16;
      int zeros = sign == 0 ? entry >> 10 & 15 : (entry >> 6 & 31) - 1;
      if (sign == 0 && zeros < 15) {
        emptyBlocks = run(zeros);
        break;
      }
      if (Math.abs(sign) > 1) {
        throw PictureFault.broken("a refinement by more than a bit");
      }
      place = refineUpTo(kept, block, place, zeros);
      if (sign != 0) {
        checkPlace(place);
        kept[block + place] = (short) (sign << shift);
      }
      place++;
    }
    if (emptyBlocks > 0) {
      refineUpTo(kept, block, place, JpegComponent.BLOCK);
      emptyBlocks--;
    }
  }

  /** Refines what is not zero up to the zero after so many others, and tells its place. */
  private int refineUpTo(short[] kept, int block, int from, int zeros) throws PictureFault {
    int left = zeros;
    int place = from;
    for (; place <= last; place++) {
      int coefficient = kept[block + place];
      if (coefficient == 0) {
        if (left == 0) {
          break;
        }
        left--;
      } else if (bits.take(1) == 1 && (Math.abs(coefficient) >> shift & 1) == 0) {
        kept[block + place] += (short) (coefficient > 0 ? 1 << shift : -1 << shift);
      }
    }
    return place;
  }

  private void checkPlace(int place) throws PictureFault {
    if (place > last) {
      throw PictureFault.broken("a coefficient beyond the end of its band");
    }
  }
}
