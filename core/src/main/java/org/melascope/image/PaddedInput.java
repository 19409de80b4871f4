package org.melascope.image;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A stream in memory after whose end a few zeros can be read, and nothing more.
 *
 * <p>The WebP decoder looks eight bytes ahead, and it takes the end of a stream for zeros without
 * end: a few damaged bytes can then keep it busy for minutes. Here it can look ahead but not go on.
 */
final class PaddedInput extends ImageInputStreamImpl {
  /**
   * Eight bytes of looking ahead from the last position that a whole picture needs, which is eight
   * past the end.
   */
  private static final int PADDING = 16;

  /**
   * The decoder went on after the end. It swallows {@link java.io.EOFException}, so this is none.
   */
  static final class ReadPastEnd extends IOException {
    private static final long serialVersionUID = 1;

    ReadPastEnd() {
      super("the decoder read past the end");
    }
  }

  private final byte[] padded;
  private final int length;

  PaddedInput(byte[] bytes) {
    padded = Arrays.copyOf(bytes, bytes.length + PADDING);
    length = bytes.length;
  }

  @Override
  public int read() throws IOException {
    checkPosition();
    bitOffset = 0;
    return padded[(int) streamPos++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    checkPosition();
    bitOffset = 0;
    int available = (int) Math.min(count, padded.length - streamPos);
    System.arraycopy(padded, (int) streamPos, target, offset, available);
    streamPos += available;
    return available;
  }

  private void checkPosition() throws IOException {
    checkClosed();
    if (streamPos >= padded.length) {
      throw new ReadPastEnd();
    }
  }

  /** The length without the zeros. */
  @Override
  public long length() {
    return length;
  }
}
