package org.melascope.batch;

import java.io.IOException;

/** A job cannot be done; the message names the input or the output, what is wrong, what to do. */
public final class BatchException extends IOException {
  private static final long serialVersionUID = 1;

  /** With what is wrong. */
  public BatchException(String message) {
    super(message);
  }

  /** With what is wrong, and why. */
  public BatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
