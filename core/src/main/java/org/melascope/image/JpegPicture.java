package org.melascope.image;

import java.io.IOException;
import java.util.Optional;
import org.melascope.image.JpegSegments.Frame;

/**
 * A JPEG file: sequential or progressive, Huffman-coded, 8 bits; grey, YCbCr, RGB, CMYK or YCCK.
 */
final class JpegPicture implements EncodedPicture {
  private static final int NO_TRANSFORM = 0;
  private static final int YCBCR = 1;
  private static final int YCCK = 2;

  private static final Codec CODEC = Codec.builtIn("jpeg");

  private final JpegSegments segments;
  private final Frame frame;

  private JpegPicture(JpegSegments segments, Frame frame) {
    this.segments = segments;
    this.frame = frame;
  }

  static JpegPicture parse(byte[] file) throws PictureFault {
    JpegSegments segments = JpegSegments.parse(file);
    Frame frame = segments.frame();
    if (frame.process() > 2) {
      throw PictureFault.unsupported("a lossless, hierarchical or arithmetic-coded JPEG");
    }
    if (frame.precision() != 8) {
      throw PictureFault.unsupported("a JPEG of " + frame.precision() + " bits");
    }
    if (frame.width() == 0 || frame.height() == 0) {
      throw PictureFault.broken(
          "its header says " + frame.width() + "x" + frame.height() + " pixels");
    }
    int components = frame.componentIds().length();
    if (components != 1 && components != 3 && components != 4) {
      throw PictureFault.unsupported("a JPEG of " + components + " colour components");
    }
    return new JpegPicture(segments, frame);
  }

  @Override
  public int width() {
    return frame.width();
  }

  @Override
  public int height() {
    return frame.height();
  }

  @Override
  public Orientation orientation() {
    return segments.exif().map(Orientation::ofExif).orElse(Orientation.UPRIGHT);
  }

  @Override
  public Optional<byte[]> profile() {
    return segments.profile();
  }

  @Override
  public Samples decode() throws IOException, PictureFault {
    return switch (frame.componentIds().length()) {
      case 1 -> CODEC.read(segments.stream(NO_TRANSFORM), width(), height());
      case 3 -> CODEC.readRgb(segments.stream(threeComponentTransform()), width(), height());
      default -> decodeFourComponents();
    };
  }

  @Override
  public Optional<Samples> decode(Excerpt excerpt) {
    if (excerpt.factor() == 1 || frame.componentIds().length() > 3) {
      return Optional.empty();
    }
    try {
      boolean isYcc = threeComponentTransform() == YCBCR;
      return Optional.of(JpegDecoder.decode(segments, isYcc, excerpt));
    } catch (PictureFault e) {
      // Then all of it is decoded, by a decoder that knows every kind and every fault.
      return Optional.empty();
    }
  }

  /**
   * The rule of libjpeg, which browsers follow: JFIF is YCbCr, Adobe says what it is, else the
   * component names tell.
   */
  private int threeComponentTransform() {
    if (segments.hasJfif()) {
      return YCBCR;
    }
    return segments
        .adobeTransform()
        .map(transform -> transform == NO_TRANSFORM ? NO_TRANSFORM : YCBCR)
        .orElse(frame.componentIds().equals("RGB") ? NO_TRANSFORM : YCBCR);
  }

  /**
   * Ink shares, 255 for full ink. Adobe writes them inverted and says so by its marker; without the
   * marker they are as they are (ITU-T T.872, section 6.1).
   */
  private Samples decodeFourComponents() throws IOException, PictureFault {
    Samples samples = CODEC.readRaster(segments.stream(NO_TRANSFORM), width(), height());
    byte[] inks = samples.colour();
    if (segments.adobeTransform().filter(transform -> transform == YCCK).isPresent()) {
      ycckToCmyk(inks);
    }
    if (segments.adobeTransform().isPresent()) {
      for (int i = 0; i < inks.length; i++) {
        inks[i] = (byte) ~inks[i];
      }
    }
    return samples;
  }

  /**
   * The first three are stored as YCbCr of 255 minus themselves, by JFIF's matrix; the fourth as it
   * is.
   */
  private static void ycckToCmyk(byte[] samples) {
    for (int i = 0; i < samples.length; i += 4) {
      double y = samples[i] & 0xff;
      double cb = (samples[i + 1] & 0xff) - 128;
      double cr = (samples[i + 2] & 0xff) - 128;
      samples[i] = inverted(y + 1.402 * cr);
      samples[i + 1] = inverted(y - 0.344136 * cb - 0.714136 * cr);
      samples[i + 2] = inverted(y + 1.772 * cb);
    }
  }

  private static byte inverted(double value) {
    return (byte) (255 - Math.round(Math.max(0, Math.min(255, value))));
  }
}
