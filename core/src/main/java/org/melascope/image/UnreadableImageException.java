package org.melascope.image;

/**
 * A file is not a picture that can be assessed. The message is written for the person who chose the
 * file: it names the file, says what it is and what to do.
 */
public final class UnreadableImageException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why a picture could not be read. */
  public enum Reason {
    /** There is no file of that name. */
    MISSING_FILE,
    /** The file exists but cannot be opened: a folder, no permission, a failing disk. */
    UNREADABLE_FILE,
    /** The file has no bytes. */
    EMPTY,
    /** The bytes are something else than a picture: a document, an archive, a web page, a film. */
    NOT_AN_IMAGE,
    /** A picture in a format, or a rare variant of one, that is not read. */
    UNSUPPORTED_FORMAT,
    /** The beginning of a picture, whose end is missing. */
    TRUNCATED,
    /** The file is larger than {@link ImageReader#MAX_BYTES}. */
    TOO_MANY_BYTES,
    /** The picture is larger than {@link ImageReader#MAX_PIXELS}. */
    TOO_MANY_PIXELS,
    /** The memory was full while the picture was decoded; another time it may not be. */
    OUT_OF_MEMORY,
    /** A picture whose bytes contradict each other. */
    BROKEN
  }

  private final Reason reason;
  private final String explanation;

  UnreadableImageException(String name, Reason reason, String explanation, Throwable cause) {
    super(name + ": " + explanation, cause);
    this.reason = reason;
    this.explanation = explanation;
  }

  UnreadableImageException(String name, Reason reason, String explanation) {
    super(name + ": " + explanation);
    this.reason = reason;
    this.explanation = explanation;
  }

  /** Why the picture could not be read. */
  public Reason reason() {
    return reason;
  }

  /** The message without the file's name: what the file is and what to do. */
  public String explanation() {
    return explanation;
  }
}
