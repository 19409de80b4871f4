package org.melascope.image;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a file, read as unsigned numbers at any place; reading past the end is a truncated
 * picture.
 */
final class Bytes {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long EACH_BYTE = 0x0101010101010101L;
  private static final long TOP_BITS = 0x8080808080808080L;

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

  /** Writes the bytes from one place to another. */
  void write(int from, int to, ByteArrayOutputStream target) {
    target.write(array, from, to - from);
  }

  /** Copies {@code count} bytes. */
  void copy(int at, int count, byte[] target, int to) {
    System.arraycopy(array, at, target, to, count);
  }

  /**
   * Where the next byte of this value stands.
   *
   * @param end of the search, at most the length; also the answer if there is none
   */
  int indexOf(int value, int from, int end) {
    long sought = value * EACH_BYTE;
    int at = from;
    for (; at + 8 <= end; at += 8) {
      // Zero where the byte is sought.
      long difference = (long) EIGHT_BYTES.get(array, at) ^ sought;
      if (((difference - EACH_BYTE) & ~difference & TOP_BITS) != 0) {
        break;
      }
    }
    while (at < end && (array[at] & 0xff) != value) {
      at++;
    }
    return at;
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
