package org.melascope.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import com.twelvemonkeys.imageio.util.ProgressListenerBase;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * One decoder of ImageIO, found once. Safe for use by many threads: each call has a reader of its
 * own, which is cheap.
 *
 * <p>ImageIO's usual way asks all installed plug-ins about every picture and may keep a copy on
 * disk; here the decoder is named and reads from memory.
 */
final class Codec {
  private final ImageReaderSpi provider;
  private final Function<byte[], ImageInputStream> input;

  Codec(ImageReaderSpi provider) {
    this(provider, ByteArrayImageInputStream::new);
  }

  /** A decoder that needs a stream of a particular kind. */
  Codec(ImageReaderSpi provider, Function<byte[], ImageInputStream> input) {
    this.provider = provider;
    this.input = input;
  }

  /** The decoder that comes with the JDK, whatever other plug-ins are installed. */
  static Codec builtIn(String format) {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      if (provider.getClass().getModule() == ImageIO.class.getModule()
          && Arrays.asList(provider.getFormatNames()).contains(format)) {
        return new Codec(provider);
      }
    }
    throw new NoSuchElementException("this Java runtime has no decoder for " + format);
  }

  /** What the decoder said while it went on. */
  private static final class Warnings implements IIOReadWarningListener {
    private static final String LEFT_OVER_AT_END = "extraneous bytes before marker 0xd9";

    private Optional<String> fault = Optional.empty();

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      if (fault.isEmpty() && meansLostSamples(warning)) {
        fault = Optional.of(warning);
      }
    }

    /**
     * libjpeg fills what it cannot decode with grey and only warns (see its jerror.h). Bytes that
     * are left over at the end of the last scan lose nothing; elsewhere something before them was
     * read wrongly. The GIF decoder skips codes that it does not know.
     */
    private static boolean meansLostSamples(String warning) {
      return (warning.startsWith("Corrupt JPEG data") && !warning.contains(LEFT_OVER_AT_END))
          || warning.startsWith("Premature end")
          || warning.startsWith("Inconsistent progression")
          || warning.startsWith("Out-of-sequence code");
    }
  }

  /** A step of decoding with a reader that has its input. */
  private interface Step<T> {
    T take(ImageReader reader) throws IOException, PictureFault;
  }

  private <T> T with(byte[] stream, Step<T> step) throws IOException, PictureFault {
    ImageReader reader = provider.createReaderInstance();
    try {
      Warnings warnings = new Warnings();
      reader.addIIOReadWarningListener(warnings);
      reader.setInput(input.apply(stream), false, true);
      T result = step.take(reader);
      if (warnings.fault.isPresent()) {
        String fault = warnings.fault.get();
        throw fault.contains("remature end")
            ? PictureFault.truncated()
            : PictureFault.broken(fault);
      }
      return result;
    } finally {
      reader.dispose();
    }
  }

  /** The first picture in a stream, in the samples in which it is stored. */
  Samples read(byte[] stream, int width, int height) throws IOException, PictureFault {
    return Samples.of(readImage(stream, width, height));
  }

  /** The first picture in a stream, in the samples in which it is stored. */
  BufferedImage readImage(byte[] stream, int width, int height) throws IOException, PictureFault {
    return with(stream, reader -> stored(reader, width, height));
  }

  private static BufferedImage stored(ImageReader reader, int width, int height)
      throws IOException, PictureFault {
    ImageReadParam stored = reader.getDefaultReadParam();
    stored.setDestinationType(reader.getRawImageType(0));
    BufferedImage image = reader.read(0, stored);
    checkSize(image.getWidth(), image.getHeight(), width, height);
    return image;
  }

  /**
   * Like {@link #read}, with a decoder that tells of each row it has and leaves the others blank
   * without a word.
   */
  Samples readEveryRow(byte[] stream, int width, int height) throws IOException, PictureFault {
    return with(
        stream,
        reader -> {
          Rows rows = new Rows();
          reader.addIIOReadProgressListener(rows);
          BufferedImage image = stored(reader, width, height);
          if (rows.percentage < 100) {
            throw PictureFault.truncated();
          }
          return Samples.of(image);
        });
  }

  /** Notes how much was decoded. */
  private static final class Rows extends ProgressListenerBase {
    private float percentage;

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      percentage = percentageDone;
    }
  }

  /**
   * Like {@link #read}, for a stream that is known to decode to 8-bit RGB; saves copying the
   * samples.
   */
  Samples readRgb(byte[] stream, int width, int height) throws IOException, PictureFault {
    return with(
        stream,
        reader -> {
          checkSize(reader.getWidth(0), reader.getHeight(0), width, height);
          Samples samples = Samples.ofRgb(width, height, new byte[3 * width * height]);
          ImageReadParam into = reader.getDefaultReadParam();
          into.setDestination(samples.asImage());
          reader.read(0, into);
          return samples;
        });
  }

  /** Like {@link #read}, but without any conversion of colours by the decoder. */
  Samples readRaster(byte[] stream, int width, int height) throws IOException, PictureFault {
    return with(
        stream,
        reader -> {
          Raster raster = reader.readRaster(0, null);
          checkSize(raster.getWidth(), raster.getHeight(), width, height);
          return Samples.ofRaster(raster);
        });
  }

  private static void checkSize(int width, int height, int expectedWidth, int expectedHeight)
      throws PictureFault {
    if (width != expectedWidth || height != expectedHeight) {
      throw PictureFault.broken(
          "its headers say both "
              + expectedWidth
              + "x"
              + expectedHeight
              + " and "
              + width
              + "x"
              + height);
    }
  }
}
