package org.melascope.dataset;

/**
 * A manifest or folder that cannot be used as it is. The message is for its owner: it names the
 * file or folder, the line and column where there is one, what was wrong and what is allowed.
 */
public final class InvalidDataSetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InvalidDataSetException(String message) {
    super(message);
  }

  public InvalidDataSetException(String message, Throwable cause) {
    super(message, cause);
  }
}
