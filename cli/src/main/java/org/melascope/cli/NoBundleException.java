package org.melascope.cli;

/** No bundle was named and none is where it should be; the message says what to do. */
final class NoBundleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoBundleException(String message) {
    super(message);
  }
}
