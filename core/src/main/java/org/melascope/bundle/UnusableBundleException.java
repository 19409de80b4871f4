package org.melascope.bundle;

import java.nio.file.Path;

/**
 * A bundle that must not be used; the message names the file and the field, and says what is wrong.
 */
public final class UnusableBundleException extends Exception {
  private static final long serialVersionUID = 1;

  private final String field;

  UnusableBundleException(Path file, String field, String problem) {
    super(file + (field.isEmpty() ? "" : ": " + field) + ": " + problem);
    this.field = field;
  }

  UnusableBundleException(Path file, String field, String problem, Throwable cause) {
    this(file, field, problem);
    initCause(cause);
  }

  /** The field, such as {@code preprocessing.size}; empty when a whole file is at fault. */
  public String field() {
    return field;
  }
}
