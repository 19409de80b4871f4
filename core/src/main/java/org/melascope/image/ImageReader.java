package org.melascope.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.melascope.image.UnreadableImageException.Reason;

/**
 * Reads pictures: JPEG, PNG, WebP, TIFF, BMP and the first frame of GIF, told by their bytes and
 * not by their name. The result stands upright (EXIF or TIFF orientation), is sRGB (embedded ICC
 * profiles are applied, damaged ones ignored), lies on white where it was transparent, and has no
 * metadata.
 *
 * <p>Width and height are read before any pixel is decoded, and a picture that is too large is
 * refused then. A damaged or cut-off picture is refused as well, even where a viewer would show a
 * part of it: an assessment needs all of it.
 *
 * <p>Nothing is written to disk. Safe for use by many threads at once.
 */
public final class ImageReader {
  /** The largest file that is read, in bytes. */
  public static final long MAX_BYTES = 40_000_000;

  /** The largest picture that is decoded, in pixels. */
  public static final long MAX_PIXELS = 64_000_000;

  private final Optional<Preprocessing> preprocessing;

  /** Reads pictures in all their pixels. */
  public ImageReader() {
    this(Optional.empty());
  }

  private ImageReader(Optional<Preprocessing> preprocessing) {
    this.preprocessing = preprocessing;
  }

  /**
   * A reader for pictures that only a network looks at: of a large JPEG it decodes what the network
   * sees, at 1/2 or 1/4 of its width and height, in a fraction of the time. {@link
   * Preprocessing#excerpt} says what that changes.
   */
  public static ImageReader forNetwork(Preprocessing preprocessing) {
    return new ImageReader(Optional.of(preprocessing));
  }

  static {
    // The TIFF decoder opens streams inside the picture by ImageIO, which would put them into
    // temporary files.
    ImageIO.setUseCache(false);
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableImageException if it is missing, cannot be opened, or is not a whole picture
   *     of a format that is read
   */
  public LesionImage read(Path file) throws UnreadableImageException {
    String name = file.toString();
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw tooManyBytes(name, size);
      }
      try (InputStream in = Files.newInputStream(file)) {
        // Not all files know their size beforehand (pipes, files that are being written).
        return read(in.readNBytes((int) MAX_BYTES + 1), name);
      }
    } catch (NoSuchFileException e) {
      throw new UnreadableImageException(
          name, Reason.MISSING_FILE, "there is no such file; check its name", e);
    } catch (IOException e) {
      String problem =
          Files.isDirectory(file)
              ? "a folder, not a picture; name the pictures in it"
              : "the file cannot be read (" + e + "); check that you may read it";
      throw new UnreadableImageException(name, Reason.UNREADABLE_FILE, problem, e);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param bytes the whole file; not changed
   * @param name what to call it in messages, usually the file's name
   * @throws UnreadableImageException if it is not a whole picture of a format that is read
   */
  public LesionImage read(byte[] bytes, String name) throws UnreadableImageException {
    if (bytes.length == 0) {
      throw new UnreadableImageException(
          name, Reason.EMPTY, "an empty file; copy or download it again");
    }
    if (bytes.length > MAX_BYTES) {
      throw tooManyBytes(name, bytes.length);
    }
    ImageFormat format = ImageFormat.of(bytes);
    if (format.refusal().isPresent()) {
      throw new UnreadableImageException(
          name, format.refusal().get(), describe(format, name) + "; " + format.advice());
    }
    return decode(bytes, format, name);
  }

  /**
   * Decoders throw whatever comes to them over a damaged picture, so everything they throw is an
   * answer about it.
   */
  private LesionImage decode(byte[] bytes, ImageFormat format, String name)
      throws UnreadableImageException {
    try {
      EncodedPicture picture = parse(bytes, format);
      long pixels = (long) picture.width() * picture.height();
      if (pixels > MAX_PIXELS) {
        throw tooManyPixels(name, picture);
      }
      Excerpt whole = Excerpt.whole(picture.width(), picture.height());
      Excerpt wanted = preprocessing.map(p -> p.excerpt(whole)).orElse(whole);
      Optional<Samples> samples = picture.decode(wanted);
      return samples.isPresent()
          ? finish(picture, samples.get(), wanted)
          : finish(picture, picture.decode(), whole);
    } catch (PictureFault e) {
      throw refusal(e.reason(), e.detail(), format, name, e);
    } catch (IOException | RuntimeException e) {
      Reason reason = endsEarly(e) ? Reason.TRUNCATED : Reason.BROKEN;
      throw refusal(reason, "the decoder says: " + e, format, name, e);
    } catch (OutOfMemoryError e) {
      // The array that was wanted is given up; what else is under way goes on.
      throw new UnreadableImageException(
          name,
          Reason.OUT_OF_MEMORY,
          "the memory was full while it was decoded; try again, give Java more memory, or make the"
              + " picture smaller",
          e);
    }
  }

  private static LesionImage finish(EncodedPicture picture, Samples samples, Excerpt excerpt)
      throws PictureFault {
    byte[] rgb = Colours.toSrgb(samples, picture.profile());
    return picture.orientation().apply(excerpt, rgb);
  }

  private static EncodedPicture parse(byte[] bytes, ImageFormat format) throws PictureFault {
    return switch (format) {
      case JPEG -> JpegPicture.parse(bytes);
      case PNG -> PngPicture.parse(bytes);
      case WEBP -> WebpPicture.parse(bytes);
      case TIFF -> TiffPicture.parse(bytes);
      case BMP -> BmpPicture.parse(bytes);
      case GIF -> GifPicture.parse(bytes);
      case HEIC,
          AVIF,
          JPEG_XL,
          JPEG_2000,
          CAMERA_RAW,
          BIG_TIFF,
          PHOTOSHOP,
          ICON,
          DICOM,
          SVG,
          PDF,
          POSTSCRIPT,
          ZIP,
          GZIP,
          ARCHIVE,
          VIDEO,
          HTML,
          XML,
          TEXT,
          ZEROS,
          UNKNOWN ->
          throw PictureFault.unsupported(format.title());
    };
  }

  private static boolean endsEarly(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return true;
      }
    }
    return false;
  }

  private static UnreadableImageException refusal(
      Reason reason, String detail, ImageFormat format, String name, Throwable cause) {
    String what = format.title();
    String explanation =
        switch (reason) {
          case TRUNCATED -> what + " that was cut off; copy or download it again";
          case UNSUPPORTED_FORMAT ->
              detail + ", which is not read; save it as an ordinary JPEG or PNG";
          case BROKEN,
              EMPTY,
              NOT_AN_IMAGE,
              TOO_MANY_BYTES,
              TOO_MANY_PIXELS,
              OUT_OF_MEMORY,
              MISSING_FILE,
              UNREADABLE_FILE ->
              what + " that is damaged (" + detail + "); copy or download it again";
        };
    return new UnreadableImageException(name, reason, explanation, cause);
  }

  private static String describe(ImageFormat format, String name) {
    return format.fits(name)
        ? format.title()
        : "named ." + ImageFormat.extension(name) + " but is " + format.title();
  }

  /**
   * What is said of a file that is larger than {@link #MAX_BYTES}, by whoever knows its size and so
   * need not read it.
   */
  public static UnreadableImageException tooManyBytes(String name, long size) {
    String explanation =
        String.format(
            Locale.ROOT,
            "a file of %.1f MB, and at most %d MB are read; save it smaller, for example as JPEG",
            size / 1e6,
            MAX_BYTES / 1_000_000);
    return new UnreadableImageException(name, Reason.TOO_MANY_BYTES, explanation);
  }

  private static UnreadableImageException tooManyPixels(String name, EncodedPicture picture) {
    String explanation =
        String.format(
            Locale.ROOT,
            "a picture of %dx%d, %.1f megapixels, and at most %d are read; make it smaller or cut"
                + " out the lesion",
            picture.width(),
            picture.height(),
            (double) picture.width() * picture.height() / 1e6,
            MAX_PIXELS / 1_000_000);
    return new UnreadableImageException(name, Reason.TOO_MANY_PIXELS, explanation);
  }
}
