package org.melascope.image;

import java.io.IOException;
import java.util.Optional;

/** A picture file whose headers have been read and checked, but of whose pixels none. */
interface EncodedPicture {
  /** Width of the decoded picture in pixels, before it is turned upright; at least 1. */
  int width();

  /** Height of the decoded picture in pixels, before it is turned upright; at least 1. */
  int height();

  /** How the decoded picture must be turned. */
  default Orientation orientation() {
    return Orientation.UPRIGHT;
  }

  /**
   * The embedded ICC profile, unchecked; without one the samples are sRGB (or plain grey or CMYK).
   */
  default Optional<byte[]> profile() {
    return Optional.empty();
  }

  /**
   * Decodes all pixels. Allocates several bytes per pixel, so call it only after judging width and
   * height.
   *
   * @throws IOException if the decoder meets bytes that it cannot follow; decoders also throw many
   *     kinds of {@link RuntimeException} then
   */
  Samples decode() throws IOException, PictureFault;

  /**
   * Decodes a part of the picture more coarsely; empty where that is not possible, or not quicker
   * than to decode all of it.
   */
  default Optional<Samples> decode(Excerpt excerpt) {
    return Optional.empty();
  }
}
