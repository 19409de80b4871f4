package org.melascope.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.melascope.image.UnreadableImageException.Reason;

/**
 * What a file is, told by its first bytes and never by its name: the formats that are read, and the
 * ones that people mistake for a picture that can be read.
 */
enum ImageFormat {
  JPEG("a JPEG", "jpg jpeg jpe jfif"),
  PNG("a PNG", "png"),
  WEBP("a WebP", "webp"),
  TIFF("a TIFF", "tif tiff"),
  BMP("a BMP", "bmp dib"),
  GIF("a GIF", "gif"),

  HEIC("a HEIC photo", Reason.UNSUPPORTED_FORMAT, "export it as JPEG", "heic heif hif"),
  AVIF("an AVIF picture", Reason.UNSUPPORTED_FORMAT, "export it as JPEG or PNG", "avif"),
  JPEG_XL("a JPEG XL picture", Reason.UNSUPPORTED_FORMAT, "export it as JPEG or PNG", "jxl"),
  JPEG_2000(
      "a JPEG 2000 picture", Reason.UNSUPPORTED_FORMAT, "export it as JPEG or PNG", "jp2 j2k"),
  CAMERA_RAW("a camera's raw photo", Reason.UNSUPPORTED_FORMAT, "export it as JPEG", "cr2 cr3 nef"),
  BIG_TIFF("a BigTIFF picture", Reason.UNSUPPORTED_FORMAT, "export it as PNG", "tif tiff btf"),
  PHOTOSHOP("a Photoshop document", Reason.UNSUPPORTED_FORMAT, "export it as PNG", "psd psb"),
  ICON("an icon", Reason.UNSUPPORTED_FORMAT, "choose a photo", "ico cur"),
  DICOM("a DICOM object", Reason.UNSUPPORTED_FORMAT, "export its picture as PNG", "dcm dicom"),
  SVG("an SVG drawing", Reason.UNSUPPORTED_FORMAT, "choose a photo", "svg"),

  PDF(
      "a PDF document, not a picture",
      Reason.NOT_AN_IMAGE,
      "export the picture in it as PNG",
      "pdf"),
  POSTSCRIPT(
      "a PostScript document, not a picture", Reason.NOT_AN_IMAGE, "choose a photo", "ps eps"),
  ZIP("a ZIP archive", Reason.NOT_AN_IMAGE, "unpack it and choose a picture", "zip docx pptx odt"),
  GZIP("a gzip archive", Reason.NOT_AN_IMAGE, "unpack it and choose a picture", "gz tgz"),
  ARCHIVE("a packed archive", Reason.NOT_AN_IMAGE, "unpack it and choose a picture", "7z rar xz"),
  VIDEO("a video", Reason.NOT_AN_IMAGE, "choose a photo", "mp4 mov m4v avi webm mkv"),
  HTML("an HTML page", Reason.NOT_AN_IMAGE, "download the picture itself", "html htm"),
  XML("an XML document", Reason.NOT_AN_IMAGE, "choose a photo", "xml"),
  TEXT("a text file", Reason.NOT_AN_IMAGE, "choose a photo", "txt csv json md log"),
  ZEROS("a file of nothing but zeros", Reason.NOT_AN_IMAGE, "copy or download it again", ""),
  UNKNOWN(
      "a file of unknown kind, not a picture that can be read",
      Reason.NOT_AN_IMAGE,
      "choose a JPEG, PNG, WebP, TIFF, BMP or GIF file",
      "");

  private static final int TEXT_SAMPLE = 1024;

  private static final List<String> HEIC_BRANDS =
      List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

  private final String title;
  private final Optional<Reason> refusal;
  private final String advice;

  /** The usual ones, separated by blanks. */
  private final String extensions;

  ImageFormat(String title, String extensions) {
    this.title = title;
    this.refusal = Optional.empty();
    this.advice = "copy or download it again";
    this.extensions = extensions;
  }

  ImageFormat(String title, Reason refusal, String advice, String extensions) {
    this.title = title;
    this.refusal = Optional.of(refusal);
    this.advice = advice;
    this.extensions = extensions;
  }

  /** What to call it, with its article. */
  String title() {
    return title;
  }

  /** Why it is not read; empty for the formats that are. */
  Optional<Reason> refusal() {
    return refusal;
  }

  /** What to do about it. */
  String advice() {
    return advice;
  }

  /** Whether a file of this format may have this name, as far as its extension tells. */
  boolean fits(String name) {
    String extension = extension(name);
    return extension.isEmpty()
        || isUsual(extension)
        || Arrays.stream(values()).noneMatch(format -> format.isUsual(extension));
  }

  private boolean isUsual(String extension) {
    return Arrays.asList(extensions.split(" ")).contains(extension);
  }

  /**
   * The extensions of pictures: those that are read, and those that are refused although they are
   * pictures.
   */
  static Set<String> extensionsOfPictures() {
    return Arrays.stream(values())
        .filter(format -> format.refusal.map(Reason.UNSUPPORTED_FORMAT::equals).orElse(true))
        .flatMap(format -> Arrays.stream(format.extensions.split(" ")))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What follows the last dot of a file's name, in small letters; empty without one. */
  static String extension(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    int dot = last.lastIndexOf('.');
    return dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** The format of a file with these bytes, of which it has at least one. */
  static ImageFormat of(byte[] file) {
    Bytes bytes = Bytes.bigEndian(file);
    return picture(bytes)
        .or(() -> otherPicture(bytes))
        .or(() -> container(bytes))
        .or(() -> document(bytes))
        .orElseGet(() -> text(file));
  }

  private static Optional<ImageFormat> picture(Bytes bytes) {
    if (bytes.has(0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (bytes.has(0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
      return Optional.of(WEBP);
    }
    if (bytes.has(0, "II*\0") || bytes.has(0, "MM\0*")) {
      return Optional.of(bytes.has(8, "CR\2\0") ? CAMERA_RAW : TIFF);
    }
    if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
      return Optional.of(GIF);
    }
    // Two letters are too few to tell a bitmap; its header's length is 12 or from 40 to 124.
    boolean bitmap = bytes.has(0, "BM") && bytes.has(15, "\0\0\0") && !bytes.has(14, "\0");
    return bitmap ? Optional.of(BMP) : Optional.empty();
  }

  private static Optional<ImageFormat> otherPicture(Bytes bytes) {
    if (bytes.has(0, "\u00ff\n") || bytes.has(0, "\0\0\0\fJXL ")) {
      return Optional.of(JPEG_XL);
    }
    if (bytes.has(0, "\0\0\0\fjP  ") || bytes.has(0, "\u00ffO\u00ffQ")) {
      return Optional.of(JPEG_2000);
    }
    if (bytes.has(0, "II+\0") || bytes.has(0, "MM\0+")) {
      return Optional.of(BIG_TIFF);
    }
    if (bytes.has(0, "8BPS")) {
      return Optional.of(PHOTOSHOP);
    }
    if (bytes.has(0, "\0\0\1\0") || bytes.has(0, "\0\0\2\0")) {
      return Optional.of(ICON);
    }
    return bytes.has(128, "DICM") ? Optional.of(DICOM) : Optional.empty();
  }

  /**
   * Files of the ISO base media format: a box "ftyp" with a main brand, a version and compatible
   * brands.
   */
  private static Optional<ImageFormat> container(Bytes bytes) {
    if (bytes.has(0, "\u001aE\u00df\u00a3") || (bytes.has(0, "RIFF") && bytes.has(8, "AVI "))) {
      return Optional.of(VIDEO);
    }
    if (!bytes.has(4, "ftyp")) {
      return Optional.empty();
    }
    for (int brand = 8; brand < 64; brand += 4) {
      if (bytes.has(brand, "avif") || bytes.has(brand, "avis")) {
        return Optional.of(AVIF);
      }
    }
    if (bytes.has(8, "crx ")) {
      return Optional.of(CAMERA_RAW);
    }
    return Optional.of(HEIC_BRANDS.stream().anyMatch(brand -> bytes.has(8, brand)) ? HEIC : VIDEO);
  }

  private static Optional<ImageFormat> document(Bytes bytes) {
    if (bytes.has(0, "%PDF-")) {
      return Optional.of(PDF);
    }
    if (bytes.has(0, "%!PS")) {
      return Optional.of(POSTSCRIPT);
    }
    if (bytes.has(0, "PK\3\4") || bytes.has(0, "PK\5\6")) {
      return Optional.of(ZIP);
    }
    if (bytes.has(0, "\u001f\u008b")) {
      return Optional.of(GZIP);
    }
    boolean packed =
        bytes.has(0, "7z\u00bc\u00af") || bytes.has(0, "Rar!") || bytes.has(0, "\u00fd7zXZ");
    return packed ? Optional.of(ARCHIVE) : Optional.empty();
  }

  private static ImageFormat text(byte[] file) {
    byte[] sample = Arrays.copyOf(file, Math.min(file.length, TEXT_SAMPLE));
    boolean wide = sample.length > 1 && ((sample[0] & 0xff) << 8 | (sample[1] & 0xff)) >= 0xfeff;
    String text =
        new String(sample, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
            .toLowerCase(Locale.ROOT);
    if (text.contains("<svg")) {
      return SVG;
    }
    if (text.contains("<!doctype html") || text.contains("<html")) {
      return HTML;
    }
    if (text.contains("<?xml")) {
      return XML;
    }
    if (text.chars().allMatch(c -> c == 0)) {
      return ZEROS;
    }
    // The sample may end within a letter of several bytes.
    String whole = sample.length < file.length ? text.replaceFirst("\ufffd$", "") : text;
    return whole.chars().noneMatch(ImageFormat::isForeignToText) ? TEXT : UNKNOWN;
  }

  /**
   * Control characters do not occur in texts; the replacement character means bytes that are not
   * UTF-8.
   */
  private static boolean isForeignToText(int c) {
    return (c < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f || c == 0xfffd;
  }
}
