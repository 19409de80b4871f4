package org.melascope.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
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
          332,
          334,
          338,
          SAMPLE_FORMAT,
          347,
          529,
          530,
          531,
          532);

  /** Of tiles; the decoder would heed them for strips, too. */
  private static final Set<Integer> TILE_TAGS =
      Set.of(TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_BYTES);

  private static final int JPEG = 7;
  private static final Set<Integer> COMPRESSIONS = Set.of(1, 2, 3, 4, 5, JPEG, 8, 32773, 32946);

  private static final int MAX_BITS = 16;
  private static final int MAX_SAMPLES = 8;

  /**
   * What tiles may reach beyond the picture, and the JPEGs in it repeat: pixels to be decoded in
   * all.
   */
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
   * Strips or tiles must lie within the file side by side, and all of them together must not make
   * the decoder do more than a large picture does.
   */
  private void checkParts() throws PictureFault {
    boolean tiled = directory.has(TILE_OFFSETS);
    if (tiled) {
      checkTiles();
    }
    long[] offsets = directory.all(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    long[] lengths = directory.all(tiled ? TILE_BYTES : STRIP_BYTES);
    boolean jpeg = directory.first(COMPRESSION).orElse(1) == JPEG;
    Bytes bytes = Bytes.bigEndian(file);
    long total = 0;
    long pixels = 0;
    for (int i = 0; i < offsets.length; i++) {
      long length = i < lengths.length ? lengths[i] : 1;
      bytes.place(offsets[i], length);
      total += length;
      if (total > file.length) {
        throw PictureFault.broken("its strips or tiles overlap");
      }
      if (jpeg) {
        JpegSegments.Frame frame = JpegSegments.parse(bytes.copy(offsets[i], length)).frame();
        pixels += (long) frame.width() * frame.height();
        if (pixels > MAX_DECODED) {
          throw PictureFault.broken("the JPEGs in it are too large");
        }
      }
    }
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
    Set<Integer> tags = new HashSet<>(PICTURE_TAGS);
    if (directory.has(TILE_OFFSETS)) {
      tags.addAll(TILE_TAGS);
    }
    return CODEC.read(directory.reducedTo(tags), width, height);
  }
}
