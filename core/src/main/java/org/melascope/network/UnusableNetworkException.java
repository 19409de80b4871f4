package org.melascope.network;

/** An ONNX file that is no network of ours; the message says why. */
public final class UnusableNetworkException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableNetworkException(String message) {
    super(message);
  }

  UnusableNetworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
