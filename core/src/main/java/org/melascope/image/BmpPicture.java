package org.melascope.image;

import java.io.IOException;
import java.util.Optional;

/** A Windows or OS/2 bitmap: 1 to 32 bits per pixel, uncompressed or run-length coded. */
final class BmpPicture implements EncodedPicture {
  private static final int HEADER = 14;
  private static final int RUN_LENGTHS_8 = 1;
  private static final int RUN_LENGTHS_4 = 2;
  private static final int BIT_FIELDS = 3;

  private static final int COLOUR_SPACE = HEADER + 56;
  private static final int SRGB = 0x73524742;
  private static final int EMBEDDED_PROFILE = 0x4d424544;

  private static final Codec CODEC = Codec.builtIn("bmp");

  private final byte[] file;
  private final int width;
  private final int height;
  private final Optional<byte[]> profile;

  private BmpPicture(byte[] file, int width, int height, Optional<byte[]> profile) {
    this.file = file;
    this.width = width;
    this.height = height;
    this.profile = profile;
  }

  static BmpPicture parse(byte[] file) throws PictureFault {
    Bytes bytes = Bytes.littleEndian(file);
    long headerBytes = bytes.u32(HEADER);
    bytes.place(HEADER, headerBytes);
    boolean old = headerBytes == 12;
    int width = old ? bytes.u16(18) : bytes.i32(18);
    int height = old ? bytes.u16(20) : bytes.i32(22);
    if (width < 1 || height == 0 || height == Integer.MIN_VALUE) {
      throw PictureFault.broken("its header says " + width + "x" + height + " pixels");
    }
    height = Math.abs(height);
    int compression = old ? 0 : bytes.i32(30);
    long pixels = bytes.u32(10);
    long pixelBytes;
    if (compression == RUN_LENGTHS_8 || compression == RUN_LENGTHS_4) {
      pixelBytes = bytes.u32(34);
    } else if (compression == 0 || compression == BIT_FIELDS) {
      int bits = bytes.u16(old ? 24 : 28);
      pixelBytes = ((long) width * bits + 31) / 32 * 4 * height;
    } else {
      throw PictureFault.unsupported("a BMP of compression " + compression);
    }
    bytes.place(pixels, pixelBytes);
    return new BmpPicture(
        withoutColourSpace(file, headerBytes), width, height, profile(bytes, headerBytes));
  }

  /** Headers from version 4 on name a colour space, and one of version 5 can embed a profile. */
  private static Optional<byte[]> profile(Bytes bytes, long headerBytes) throws PictureFault {
    if (headerBytes < 124 || bytes.i32(COLOUR_SPACE) != EMBEDDED_PROFILE) {
      return Optional.empty();
    }
    return Optional.of(bytes.copy(HEADER + bytes.u32(HEADER + 112), bytes.u32(HEADER + 116)));
  }

  /** The decoder must not follow the header to a profile: it can name a file on this computer. */
  private static byte[] withoutColourSpace(byte[] file, long headerBytes) {
    if (headerBytes < 108) {
      return file;
    }
    byte[] plain = file.clone();
    for (int i = 0; i < 4; i++) {
      plain[COLOUR_SPACE + i] = (byte) (SRGB >> (8 * i));
    }
    return plain;
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
  public Optional<byte[]> profile() {
    return profile;
  }

  @Override
  public Samples decode() throws IOException, PictureFault {
    return CODEC.read(file, width, height);
  }
}
