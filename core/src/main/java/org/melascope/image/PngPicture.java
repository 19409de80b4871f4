package org.melascope.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/**
 * A PNG file of any bit depth and colour type (W3C PNG specification). Chunks that carry no
 * samples, like texts and thumbnails, are taken out of the stream that is decoded; a {@code gAMA}
 * chunk without a profile is not applied.
 */
final class PngPicture implements EncodedPicture {
  private static final int SIGNATURE_BYTES = 8;
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int MAX_PROFILE_BYTES = 16_000_000;

  private static final Codec CODEC = Codec.builtIn("png");

  private final Bytes bytes;
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private int width;
  private int height;
  private int bands;
  private int[] transparentKey = {};
  private Optional<byte[]> profile = Optional.empty();
  private Orientation orientation = Orientation.UPRIGHT;

  private PngPicture(byte[] file) {
    bytes = Bytes.bigEndian(file);
  }

  static PngPicture parse(byte[] file) throws PictureFault {
    PngPicture picture = new PngPicture(file);
    picture.walk(file);
    return picture;
  }

  private void walk(byte[] file) throws PictureFault {
    stream.write(file, 0, SIGNATURE_BYTES);
    if (!bytes.has(SIGNATURE_BYTES + 4, "IHDR")) {
      throw bytes.length() < SIGNATURE_BYTES + 8
          ? PictureFault.truncated()
          : PictureFault.broken("it does not begin with a header");
    }
    int at = SIGNATURE_BYTES;
    boolean ended = false;
    while (!ended) {
      long length = bytes.u32(at);
      bytes.place(at, length + 12);
      int content = at + 8;
      String type = name(at + 4);
      switch (type) {
        case "IHDR" -> noteHeader(content);
        case "tRNS" -> noteTransparency(content, (int) length);
        case "iCCP" -> profile = profile(bytes.copy(content, length));
        case "eXIf" -> orientation = Orientation.ofExif(bytes.copy(content, length));
        default -> ended = type.equals("IEND");
      }
      if (type.equals("IHDR")
          || type.equals("PLTE")
          || type.equals("tRNS")
          || type.equals("IDAT")
          || ended) {
        checkSum(file, at + 4, (int) length + 4);
        stream.write(file, at, (int) length + 12);
      }
      at += (int) length + 12;
    }
  }

  private String name(int at) throws PictureFault {
    StringBuilder name = new StringBuilder(4);
    for (int i = 0; i < 4; i++) {
      name.append((char) bytes.u8(at + i));
    }
    return name.toString();
  }

  private void noteHeader(int at) throws PictureFault {
    if (width != 0) {
      throw PictureFault.broken("it has two headers");
    }
    width = bytes.i32(at);
    height = bytes.i32(at + 4);
    if (width < 1 || height < 1) {
      throw PictureFault.broken("its header says " + width + "x" + height + " pixels");
    }
    int colourType = bytes.u8(at + 9);
    bands = colourType == GREY ? 1 : colourType == RGB ? 3 : 0;
  }

  /**
   * Grey and RGB pictures can declare one value transparent; the decoder does not know that for all
   * depths.
   */
  private void noteTransparency(int at, int length) throws PictureFault {
    if (bands > 0 && length >= 2 * bands) {
      transparentKey = new int[bands];
      for (int i = 0; i < bands; i++) {
        transparentKey[i] = bytes.u16(at + 2L * i);
      }
    }
  }

  private void checkSum(byte[] file, int at, int length) throws PictureFault {
    CRC32 sum = new CRC32();
    sum.update(file, at, length);
    if (sum.getValue() != bytes.u32((long) at + length)) {
      throw PictureFault.broken("the check sum of a chunk is wrong");
    }
  }

  /**
   * The profile follows its name, a zero and the compression method 0; damaged ones count as none.
   */
  private static Optional<byte[]> profile(byte[] content) {
    int name = 0;
    while (name < content.length && content[name] != 0) {
      name++;
    }
    int start = name + 2;
    if (start >= content.length) {
      return Optional.empty();
    }
    try (InflaterInputStream inflated =
        new InflaterInputStream(new ByteArrayInputStream(content, start, content.length - start))) {
      return Optional.of(inflated.readNBytes(MAX_PROFILE_BYTES));
    } catch (IOException e) {
      return Optional.empty();
    }
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
    return orientation;
  }

  @Override
  public Optional<byte[]> profile() {
    return profile;
  }

  @Override
  public Samples decode() throws IOException, PictureFault {
    BufferedImage image = CODEC.readImage(stream.toByteArray(), width, height);
    Samples samples = Samples.of(image);
    return transparentKey.length == image.getRaster().getNumBands()
        ? samples.transparentAt(transparentKey, image.getRaster())
        : samples;
  }
}
