package org.melascope.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Puts together what no writer of Java's writes: segments, chunks, EXIF blocks and TIFF files. */
final class FileSurgery {
  private FileSurgery() {}

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] cut(byte[] file, int length) {
    return Arrays.copyOf(file, length);
  }

  /** A JPEG with a further segment right after its start. */
  static byte[] withJpegSegment(byte[] jpeg, int marker, byte[] content) {
    byte[] head = {
      (byte) 0xff, (byte) marker, (byte) ((content.length + 2) >> 8), (byte) (content.length + 2)
    };
    return concat(cut(jpeg, 2), head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /** A JPEG without the segments of a marker. */
  static byte[] withoutJpegSegments(byte[] jpeg, int marker) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.write(jpeg, 0, 2);
    int at = 2;
    while ((jpeg[at + 1] & 0xff) != 0xda) {
      int length = 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff));
      if ((jpeg[at + 1] & 0xff) != marker) {
        kept.write(jpeg, at, length);
      }
      at += length;
    }
    kept.write(jpeg, at, jpeg.length - at);
    return kept.toByteArray();
  }

  /** An ICC profile in parts of at most this many bytes, as JPEG stores it. */
  static byte[] withJpegProfile(byte[] jpeg, byte[] profile, int partBytes) {
    int parts = (profile.length + partBytes - 1) / partBytes;
    byte[] result = jpeg;
    for (int part = parts; part >= 1; part--) {
      byte[] content =
          Arrays.copyOfRange(
              profile, (part - 1) * partBytes, Math.min(profile.length, part * partBytes));
      byte[] head = concat(latin1("ICC_PROFILE\0"), new byte[] {(byte) part, (byte) parts});
      result = withJpegSegment(result, 0xe2, concat(head, content));
    }
    return result;
  }

  static byte[] withExif(byte[] jpeg, int orientation, ByteOrder order) {
    return withJpegSegment(jpeg, 0xe1, concat(latin1("Exif\0\0"), exif(orientation, order)));
  }

  /** An EXIF block with nothing but an orientation. */
  static byte[] exif(int orientation, ByteOrder order) {
    ByteBuffer exif = ByteBuffer.allocate(26).order(order);
    exif.put(latin1(order == ByteOrder.BIG_ENDIAN ? "MM" : "II")).putShort((short) 42).putInt(8);
    exif.putShort((short) 1).putShort((short) 274).putShort((short) 3).putInt(1);
    return exif.putShort((short) orientation).putShort((short) 0).putInt(0).array();
  }

  static byte[] pngChunk(String type, byte[] content) {
    byte[] named = concat(latin1(type), content);
    CRC32 sum = new CRC32();
    sum.update(named);
    return concat(int32(content.length), named, int32((int) sum.getValue()));
  }

  /** A PNG with a further chunk after its header. */
  static byte[] withPngChunk(byte[] png, String type, byte[] content) {
    return concat(cut(png, 33), pngChunk(type, content), Arrays.copyOfRange(png, 33, png.length));
  }

  static byte[] withPngProfile(byte[] png, byte[] profile) {
    return withPngChunk(png, "iCCP", concat(latin1("test\0\0"), deflate(profile)));
  }

  /** A PNG of these rows, each of which begins with its filter. */
  static byte[] png(
      int width, int height, int bits, int colourType, byte[] rows, byte[]... chunks) {
    byte[] header = {(byte) bits, (byte) colourType, 0, 0, 0};
    return concat(
        latin1("\u0089PNG\r\n\u001a\n"),
        pngChunk("IHDR", concat(int32(width), int32(height), header)),
        concat(chunks),
        pngChunk("IDAT", deflate(rows)),
        pngChunk("IEND", new byte[0]));
  }

  static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] int32(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  /**
   * An uncompressed TIFF of one strip.
   *
   * @param tags triples of tag, type and value, in rising order; the strip's offset and length are
   *     added. A value of type 1 is four numbers of a byte each.
   */
  static byte[] tiff(ByteOrder order, byte[] strip, byte[] profile, int... tags) {
    int entries = tags.length / 3 + 2 + (profile.length > 0 ? 1 : 0);
    int directory = 8 + strip.length + profile.length;
    ByteBuffer tiff = ByteBuffer.allocate(directory + 2 + 12 * entries + 4).order(order);
    tiff.put(latin1(order == ByteOrder.BIG_ENDIAN ? "MM" : "II")).putShort((short) 42);
    tiff.putInt(directory).put(strip).put(profile).putShort((short) entries);
    for (int i = 0; i < tags.length; i += 3) {
      putEntry(tiff, tags[i], tags[i + 1], tags[i + 1] == 1 ? 4 : 1, tags[i + 2]);
    }
    putEntry(tiff, 273, 4, 1, 8);
    putEntry(tiff, 279, 4, 1, strip.length);
    if (profile.length > 0) {
      putEntry(tiff, 34675, 7, profile.length, 8 + strip.length);
    }
    return tiff.putInt(0).array();
  }

  /**
   * The tags of an uncompressed picture of one row, for {@link #tiff}, and further ones after them.
   */
  static int[] row(int width, int bits, int photometry, int samples, int... more) {
    int[] tags = {
      256, 3, width, 257, 3, 1, 258, 3, bits, 259, 3, 1, 262, 3, photometry, 277, 3, samples
    };
    return IntStream.concat(Arrays.stream(tags), Arrays.stream(more)).toArray();
  }

  private static void putEntry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count);
    if (type == 3) {
      tiff.putShort((short) value).putShort((short) 0);
    } else {
      tiff.putInt(value);
    }
  }
}
