package org.melascope.dataset.audit;

/**
 * What can be known of a picture without looking at the lesion. None of it should tell the class;
 * where it does, a network may learn it in place of the lesion.
 */
public enum Trait {
  /** Size of the file in bytes. */
  FILE_BYTES("file size", "bytes of the file"),
  /** Bytes per pixel: how hard it was compressed, and how much there was to compress. */
  BYTES_PER_PIXEL("file size", "bytes of the file per pixel"),
  /** Width in pixels. */
  WIDTH("dimensions", "width"),
  /** Height in pixels. */
  HEIGHT("dimensions", "height"),
  /** Width over height. */
  ASPECT("dimensions", "width over height"),
  /** Mean of the first quantisation table of a JPEG; 0 for other formats. */
  LUMA_TABLE("compression", "brightness quantisation of the JPEG"),
  /** Mean of the last quantisation table of a JPEG; 0 for other formats. */
  CHROMA_TABLE("compression", "colour quantisation of the JPEG"),
  /** Pixels for each sample of colour in a JPEG: 1, 2 or 4; 0 for other formats. */
  CHROMA_SAMPLING("compression", "colour subsampling of the JPEG"),
  /** 1 for a JPEG in several scans, else 0. */
  PROGRESSIVE("compression", "progressive JPEG"),
  /** Bytes of the JPEG's Huffman tables before the first scan: the encoder's own or standard. */
  HUFFMAN_TABLES("compression", "size of the JPEG's Huffman tables"),
  /** 1 with the JFIF header that many programs write, else 0. */
  JFIF("metadata", "JFIF header"),
  /** Bytes of EXIF or XMP. */
  EXIF("metadata", "bytes of EXIF or XMP"),
  /** Bytes of colour profile and of what else stands in application segments. */
  OTHER_METADATA("metadata", "bytes of colour profile, comments and other metadata"),
  /** Mean red of the outermost 4 % of the frame, 0 to 255. */
  BORDER_RED("border", "red of the border"),
  /** Its mean green. */
  BORDER_GREEN("border", "green of the border"),
  /** Its mean blue. */
  BORDER_BLUE("border", "blue of the border"),
  /** Standard deviation of its brightness. */
  BORDER_CONTRAST("border", "contrast within the border"),
  /** Brightness of the darkest corner: black where the dermatoscope's circle shows. */
  DARKEST_CORNER("border", "brightness of the darkest corner");

  private final String family;
  private final String title;

  Trait(String family, String title) {
    this.family = family;
    this.title = title;
  }

  /** What it belongs to: file size, dimensions, compression, metadata or border. */
  public String family() {
    return family;
  }

  /** What it is, in words. */
  public String title() {
    return title;
  }
}
