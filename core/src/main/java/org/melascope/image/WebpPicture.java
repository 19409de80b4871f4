package org.melascope.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A still WebP file, lossy or lossless (RFC 9649).
 *
 * <p>The decoder of lossy files is not exact: it differs from libwebp by up to about 15 of 255
 * along the borders of blocks, less than 2 on average.
 */
final class WebpPicture implements EncodedPicture {
  private static final int ANIMATION = 0x02;
  private static final int ALPHA = 0x10;

  private static final Codec CODEC = new Codec(new WebPImageReaderSpi(), PaddedInput::new);

  private final Map<String, byte[]> chunks;
  private final int width;
  private final int height;

  private WebpPicture(Map<String, byte[]> chunks, int width, int height) {
    this.chunks = chunks;
    this.width = width;
    this.height = height;
  }

  static WebpPicture parse(byte[] file) throws PictureFault {
    Map<String, byte[]> chunks = chunks(Bytes.littleEndian(file));
    if (chunks.containsKey("VP8X")
        && (Bytes.littleEndian(chunks.get("VP8X")).u8(0) & ANIMATION) != 0) {
      throw PictureFault.unsupported("an animated WebP");
    }
    if (chunks.containsKey("VP8L")) {
      int sides = Bytes.littleEndian(chunks.get("VP8L")).i32(1);
      return new WebpPicture(chunks, (sides & 0x3fff) + 1, (sides >> 14 & 0x3fff) + 1);
    }
    if (!chunks.containsKey("VP8 ")) {
      throw PictureFault.broken("it has no picture in it");
    }
    Bytes frame = Bytes.littleEndian(chunks.get("VP8 "));
    int width = frame.u16(6) & 0x3fff;
    int height = frame.u16(8) & 0x3fff;
    if (width == 0 || height == 0) {
      throw PictureFault.broken("its header says " + width + "x" + height + " pixels");
    }
    return new WebpPicture(chunks, width, height);
  }

  /** The first chunk of each name; the file's own length says where they end. */
  private static Map<String, byte[]> chunks(Bytes bytes) throws PictureFault {
    Map<String, byte[]> chunks = new HashMap<>();
    long end = 8 + bytes.u32(4);
    bytes.place(0, end);
    long at = 12;
    while (at + 8 <= end) {
      StringBuilder name = new StringBuilder(4);
      for (int i = 0; i < 4; i++) {
        name.append((char) bytes.u8(at + i));
      }
      long length = bytes.u32(at + 4);
      chunks.putIfAbsent(name.toString(), bytes.copy(at + 8, length));
      at += 8 + length + (length & 1);
    }
    return chunks;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Orientation orientation() {
    return Optional.ofNullable(chunks.get("EXIF"))
        .map(WebpPicture::withoutJpegPrefix)
        .map(Orientation::ofExif)
        .orElse(Orientation.UPRIGHT);
  }

  /** Some writers put the prefix of JPEG's EXIF segment here, too. */
  private static byte[] withoutJpegPrefix(byte[] exif) {
    return Bytes.bigEndian(exif).has(0, "Exif\0\0")
        ? Arrays.copyOfRange(exif, 6, exif.length)
        : exif;
  }

  @Override
  public Optional<byte[]> profile() {
    return Optional.ofNullable(chunks.get("ICCP"));
  }

  @Override
  public Samples decode() throws IOException, PictureFault {
    try {
      return CODEC.read(stream(), width, height);
    } catch (PaddedInput.ReadPastEnd e) {
      throw PictureFault.truncated();
    }
  }

  /** A file of nothing but the picture, so that the decoder meets no profile and no metadata. */
  private byte[] stream() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ascii("WEBP"));
    byte[] lossless = chunks.get("VP8L");
    byte[] lossy = chunks.get("VP8 ");
    byte[] alpha = chunks.get("ALPH");
    if (lossless != null) {
      writeChunk(body, "VP8L", lossless);
    } else if (lossy != null) {
      if (alpha != null) {
        writeChunk(body, "VP8X", extendedHeader());
        writeChunk(body, "ALPH", alpha);
      }
      writeChunk(body, "VP8 ", lossy);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    writeChunk(file, "RIFF", body.toByteArray());
    return file.toByteArray();
  }

  private byte[] extendedHeader() {
    byte[] header = new byte[10];
    header[0] = ALPHA;
    for (int i = 0; i < 3; i++) {
      header[4 + i] = (byte) ((width - 1) >> (8 * i));
      header[7 + i] = (byte) ((height - 1) >> (8 * i));
    }
    return header;
  }

  private static void writeChunk(ByteArrayOutputStream out, String name, byte[] content) {
    out.writeBytes(ascii(name));
    for (int i = 0; i < 4; i++) {
      out.write(content.length >> (8 * i));
    }
    out.writeBytes(content);
    if (content.length % 2 == 1) {
      out.write(0);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
