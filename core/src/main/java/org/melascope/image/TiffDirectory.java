package org.melascope.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The first directory of tags of a TIFF file, or of an EXIF block, which has the same layout (TIFF
 * 6.0, section 2). Every entry's values lie within the file.
 */
final class TiffDirectory {
  private static final int ENTRY_BYTES = 12;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  /** Bytes per value of the types 0 (none) to 12 (double). */
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

  /** Where an entry stands, and where its values do. */
  private record Entry(long place, int type, long count, long values) {}

  private final byte[] file;
  private final Bytes bytes;
  private final ByteOrder order;
  private final long start;
  private final Map<Integer, Entry> entries;

  private TiffDirectory(
      byte[] file, Bytes bytes, ByteOrder order, long start, Map<Integer, Entry> entries) {
    this.file = file;
    this.bytes = bytes;
    this.order = order;
    this.start = start;
    this.entries = entries;
  }

  static TiffDirectory parse(byte[] file) throws PictureFault {
    boolean little = Bytes.bigEndian(file).u16(0) == 0x4949;
    Bytes bytes = little ? Bytes.littleEndian(file) : Bytes.bigEndian(file);
    if (bytes.u16(2) != 42) {
      throw PictureFault.broken("no TIFF header");
    }
    long start = bytes.u32(4);
    int count = bytes.u16(start);
    Map<Integer, Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      long place = start + 2 + (long) ENTRY_BYTES * i;
      entries.putIfAbsent(bytes.u16(place), entry(bytes, place));
    }
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    return new TiffDirectory(file, bytes, order, start, entries);
  }

  private static Entry entry(Bytes bytes, long place) throws PictureFault {
    bytes.place(place, ENTRY_BYTES);
    int type = bytes.u16(place + 2);
    long count = bytes.u32(place + 4);
    long size = type < TYPE_BYTES.length ? TYPE_BYTES[type] * count : 0;
    long values = size <= 4 ? place + 8 : bytes.u32(place + 8);
    bytes.place(values, size);
    return new Entry(place, type, count, values);
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** The first value of a tag of whole numbers. */
  OptionalLong first(int tag) throws PictureFault {
    Entry entry = entries.get(tag);
    return entry == null || entry.count == 0
        ? OptionalLong.empty()
        : OptionalLong.of(value(entry, 0));
  }

  /** All values of a tag of whole numbers; none where it is missing. */
  long[] all(int tag) throws PictureFault {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return new long[0];
    }
    // Refused before the array is made: a type of size 0 would let the count be anything.
    value(entry, 0);
    long[] values = new long[(int) entry.count];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(entry, i);
    }
    return values;
  }

  /** The bytes of a tag whatever its type; none where it is missing. */
  byte[] raw(int tag) throws PictureFault {
    Entry entry = entries.get(tag);
    if (entry == null || entry.type >= TYPE_BYTES.length) {
      return new byte[0];
    }
    return bytes.copy(entry.values, TYPE_BYTES[entry.type] * entry.count);
  }

  private long value(Entry entry, long index) throws PictureFault {
    return switch (entry.type) {
      case 1, 7 -> bytes.u8(entry.values + index);
      case SHORT -> bytes.u16(entry.values + 2 * index);
      case LONG, 13 -> bytes.u32(entry.values + 4 * index);
      default ->
          throw PictureFault.broken("a TIFF tag has type " + entry.type + " instead of a number");
    };
  }

  /**
   * A copy of the file whose first directory is its only one and has no other tags than these, so
   * that a decoder meets nothing else.
   */
  byte[] reducedTo(Set<Integer> tags) {
    List<byte[]> kept = new ArrayList<>();
    for (Map.Entry<Integer, Entry> entry : entries.entrySet()) {
      if (tags.contains(entry.getKey())) {
        byte[] copy = new byte[ENTRY_BYTES];
        System.arraycopy(file, (int) entry.getValue().place, copy, 0, ENTRY_BYTES);
        kept.add(copy);
      }
    }
    ByteBuffer reduced = ByteBuffer.wrap(file.clone()).order(order);
    reduced.position((int) start);
    reduced.putShort((short) kept.size());
    kept.forEach(reduced::put);
    // The last entry may end with the file; a missing offset of the next directory then means that
    // there is none.
    if (reduced.remaining() >= 4) {
      reduced.putInt(0);
    }
    return reduced.array();
  }
}
