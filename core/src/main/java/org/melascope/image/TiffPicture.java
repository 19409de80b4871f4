package org.melascope.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The first page of a TIFF file (TIFF 6.0): up to 16 bits per sample; uncompressed, PackBits, LZW,
 * Deflate, JPEG or fax.
 */
final class TiffPicture implements EncodedPicture {
  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS_PER_SAMPLE = 258;
  private static final int COMPRESSION = 259;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int SAMPLE_FORMAT = 339;
  private static final int DNG_VERSION = 50706;
  private static final int PROFILE = 34675;

  /**
   * What decides about the samples: geometry, compression, photometry; no page, thumbnail, text or
   * profile.
   */
  private static final Set<Integer> PICTURE_TAGS =
      Set.of(
          WIDTH,
          HEIGHT,
          BITS_PER_SAMPLE,
          COMPRESSION,
          262,
          266,
          STRIP_OFFSETS,
          SAMPLES_PER_PIXEL,
          278,
          STRIP_BYTES,
          284,
          292,
          293,
          317,
          320,
          TILE_WIDTH,
          TILE_HEIGHT,
          TILE_OFFSETS,
          TILE_BYTES,
          332,
          334,
          338,
          SAMPLE_FORMAT,
          347,
          529,
          530,
          531,
          532);

  private static final int UNCOMPRESSED = 1;
  private static final int JPEG = 7;
  private static final Set<Integer> COMPRESSIONS = Set.of(1, 2, 3, 4, 5, JPEG, 8, 32773, 32946);

  private static final int MAX_BITS = 16;
  private static final int MAX_SAMPLES = 8;

  /** The most pixels that are decoded: a picture's, and as many for what tiles have beyond it. */
  private static final long MAX_DECODED = 2 * ImageReader.MAX_PIXELS;

  private static final Codec CODEC = new Codec(new TIFFImageReaderSpi());

  private final byte[] file;
  private final TiffDirectory directory;
  private final int width;
  private final int height;
  private final Orientation orientation;
  private final byte[] profile;

  private TiffPicture(byte[] file, TiffDirectory directory) throws PictureFault {
    this.file = file;
    this.directory = directory;
    width = side(directory, WIDTH);
    height = side(directory, HEIGHT);
    orientation = Orientation.of(directory);
    profile = directory.raw(PROFILE);
  }

  static TiffPicture parse(byte[] file) throws PictureFault {
    TiffDirectory directory = TiffDirectory.parse(file);
    if (directory.has(DNG_VERSION) || (directory.first(NEW_SUBFILE_TYPE).orElse(0) & 1) != 0) {
      throw PictureFault.unsupported(
          "a camera's raw photo, or a TIFF that begins with a thumbnail");
    }
    TiffPicture picture = new TiffPicture(file, directory);
    checkSamples(directory);
    return picture;
  }

  private static int side(TiffDirectory directory, int tag) throws PictureFault {
    long side = directory.first(tag).orElse(0);
    if (side < 1 || side > Integer.MAX_VALUE) {
      String name =
          switch (tag) {
            case WIDTH -> "width";
            case HEIGHT -> "height";
            case TILE_WIDTH -> "tiles' width";
            default -> "tiles' height";
          };
      throw PictureFault.broken("its " + name + " is " + side);
    }
    return (int) side;
  }

  private static void checkSamples(TiffDirectory directory) throws PictureFault {
    int compression = (int) directory.first(COMPRESSION).orElse(1);
    if (!COMPRESSIONS.contains(compression)) {
      throw PictureFault.unsupported("a TIFF of compression " + compression);
    }
    long samples = directory.first(SAMPLES_PER_PIXEL).orElse(1);
    long bits = Arrays.stream(directory.all(BITS_PER_SAMPLE)).max().orElse(1);
    long format = directory.first(SAMPLE_FORMAT).orElse(1);
    if (samples > MAX_SAMPLES || bits > MAX_BITS || (format != 1 && format != 4)) {
      throw PictureFault.unsupported(
          "a TIFF of " + samples + " samples of " + bits + " bits, sample format " + format);
    }
  }

  /**
   * Strips or tiles must lie within the file, and all of them together must not make the decoder do
   * more than a large picture does: compressed ones are no longer than the file, so that no bytes
   * are decoded very often.
   */
  private void checkParts() throws PictureFault {
    boolean tiled = directory.has(TILE_OFFSETS);
    // Some writers name tiles by the tags of strips.
    if (tiled || directory.has(TILE_WIDTH) || directory.has(TILE_HEIGHT)) {
      checkTiles();
    }
    long[] offsets = directory.all(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    long[] lengths = directory.all(tiled ? TILE_BYTES : STRIP_BYTES);
    // The decoder takes none of them if one is missing, and reads on to the end of the file.
    boolean told =
        lengths.length >= offsets.length && Arrays.stream(lengths).allMatch(length -> length > 0);
    long compression = directory.first(COMPRESSION).orElse(UNCOMPRESSED);
    Bytes bytes = Bytes.bigEndian(file);
    long total = 0;
    long pixels = 0;
    for (int i = 0; i < offsets.length; i++) {
      bytes.place(offsets[i], 1);
      long length = told ? lengths[i] : file.length - offsets[i];
      bytes.place(offsets[i], length);
      total += length;
      if (compression != UNCOMPRESSED && total > file.length) {
        throw PictureFault.broken("its strips or tiles overlap, or are of unknown length");
      }
      if (compression == JPEG) {
        pixels += pixelsOfJpeg(bytes.copy(offsets[i], length));
        if (pixels > MAX_DECODED) {
          throw PictureFault.broken("the JPEGs in it are too large");
        }
      }
    }
  }

  private static long pixelsOfJpeg(byte[] part) throws PictureFault {
    JpegSegments.Frame frame = JpegSegments.parse(part).frame();
    long pixels = (long) frame.width() * frame.height();
    if (pixels > ImageReader.MAX_PIXELS) {
      throw PictureFault.broken("a JPEG in it is too large");
    }
    return pixels;
  }

  /** Tiles are decoded whole, however little of them lies within the picture. */
  private void checkTiles() throws PictureFault {
    long tileWidth = side(directory, TILE_WIDTH);
    long tileHeight = side(directory, TILE_HEIGHT);
    double across = Math.ceil((double) width / tileWidth) * tileWidth;
    double down = Math.ceil((double) height / tileHeight) * tileHeight;
    if (across * down > MAX_DECODED) {
      throw PictureFault.broken("its tiles are too large");
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
    return profile.length == 0 ? Optional.empty() : Optional.of(profile);
  }

  @Override
  public Samples decode() throws IOException, PictureFault {
    checkParts();
    return CODEC.read(directory.reducedTo(PICTURE_TAGS), width, height);
  }
}
