package org.melascope.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a file, read as unsigned numbers at any place; reading past the end is a truncated
 * picture.
 */
final class Bytes {
  private final byte[] array;
  private final ByteBuffer buffer;

  private Bytes(byte[] array, ByteOrder order) {
    this.array = array;
    this.buffer = ByteBuffer.wrap(array).order(order);
  }

  static Bytes bigEndian(byte[] array) {
    return new Bytes(array, ByteOrder.BIG_ENDIAN);
  }

  static Bytes littleEndian(byte[] array) {
    return new Bytes(array, ByteOrder.LITTLE_ENDIAN);
  }

  int length() {
    return array.length;
  }

  int u8(long at) throws PictureFault {
    return buffer.get(place(at, 1)) & 0xff;
  }

  int u16(long at) throws PictureFault {
    return buffer.getShort(place(at, 2)) & 0xffff;
  }

  int i32(long at) throws PictureFault {
    return buffer.getInt(place(at, 4));
  }

  long u32(long at) throws PictureFault {
    return i32(at) & 0xffffffffL;
  }

  /** A copy of {@code count} bytes. */
  byte[] copy(long at, long count) throws PictureFault {
    int from = place(at, count);
    return Arrays.copyOfRange(array, from, from + (int) count);
  }

  /** Whether these ASCII characters are there; false where the file is too short. */
  boolean has(long at, String ascii) {
    byte[] expected = ascii.getBytes(StandardCharsets.ISO_8859_1);
    return at >= 0
        && at + expected.length <= array.length
        && Arrays.equals(array, (int) at, (int) at + expected.length, expected, 0, expected.length);
  }

  /** Checks that {@code count} bytes are there, as reading them would. */
  int place(long at, long count) throws PictureFault {
    if (at < 0 || count < 0 || at > array.length - count) {
      throw PictureFault.truncated();
    }
    return (int) at;
  }
}
