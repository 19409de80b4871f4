package org.melascope.image;

import org.melascope.image.UnreadableImageException.Reason;

/** What is wrong with some bytes, found where neither the file's name nor its format is at hand. */
final class PictureFault extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  private PictureFault(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  /** The bytes end before the picture does. */
  static PictureFault truncated() {
    return new PictureFault(Reason.TRUNCATED, "the bytes end before the picture does");
  }

  /** The bytes contradict each other or the format. */
  static PictureFault broken(String detail) {
    return new PictureFault(Reason.BROKEN, detail);
  }

  /** A variant of a format that is not read; the detail names it. */
  static PictureFault unsupported(String detail) {
    return new PictureFault(Reason.UNSUPPORTED_FORMAT, detail);
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
