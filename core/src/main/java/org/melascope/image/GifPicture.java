package org.melascope.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The first frame of a GIF file, at its place on the file's canvas (GIF89a specification). The
 * canvas around it is transparent.
 */
final class GifPicture implements EncodedPicture {
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;

  private static final Codec CODEC = Codec.builtIn("gif");

  private final byte[] file;
  private final Bytes bytes;
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private int left;
  private int top;
  private int frameWidth;
  private int frameHeight;

  private GifPicture(byte[] file) {
    this.file = file;
    bytes = Bytes.littleEndian(file);
  }

  static GifPicture parse(byte[] file) throws PictureFault {
    GifPicture picture = new GifPicture(file);
    picture.walk();
    return picture;
  }

  private void walk() throws PictureFault {
    int at = 13 + colourTableBytes(bytes.u8(10));
    bytes.place(0, at);
    stream.write(file, 0, at);
    int block = bytes.u8(at);
    while (block != TRAILER) {
      int end = endOfBlock(block, at);
      boolean needed = block == FRAME || bytes.u8(at + 1) == GRAPHIC_CONTROL;
      if (frameWidth == 0 && needed) {
        stream.write(file, at, end - at);
      }
      if (frameWidth == 0 && block == FRAME) {
        noteFrame(at);
      }
      at = end;
      block = bytes.u8(at);
    }
    if (frameWidth == 0) {
      throw PictureFault.broken("it has no picture in it");
    }
    stream.write(TRAILER);
  }

  private int endOfBlock(int block, int at) throws PictureFault {
    if (block == EXTENSION) {
      return endOfSubBlocks(at + 2);
    }
    if (block == FRAME) {
      return endOfSubBlocks(at + 11 + colourTableBytes(bytes.u8(at + 9)));
    }
    throw PictureFault.broken("it has a block of unknown kind " + block);
  }

  private int endOfSubBlocks(int from) throws PictureFault {
    int at = from;
    while (bytes.u8(at) != 0) {
      at += 1 + bytes.u8(at);
    }
    return at + 1;
  }

  private static int colourTableBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private void noteFrame(int at) throws PictureFault {
    left = bytes.u16(at + 1);
    top = bytes.u16(at + 3);
    frameWidth = bytes.u16(at + 5);
    frameHeight = bytes.u16(at + 7);
    if (frameWidth == 0 || frameHeight == 0) {
      throw PictureFault.broken(
          "its first frame has " + frameWidth + "x" + frameHeight + " pixels");
    }
  }

  @Override
  public int width() {
    return Math.max(left + frameWidth, canvasSide(6));
  }

  @Override
  public int height() {
    return Math.max(top + frameHeight, canvasSide(8));
  }

  private int canvasSide(int at) {
    return (file[at] & 0xff) | (file[at + 1] & 0xff) << 8;
  }

  @Override
  public Samples decode() throws IOException, PictureFault {
    Samples frame = CODEC.readEveryRow(stream.toByteArray(), frameWidth, frameHeight);
    return frameWidth == width() && frameHeight == height()
        ? frame
        : frame.onCanvas(left, top, width(), height());
  }
}
