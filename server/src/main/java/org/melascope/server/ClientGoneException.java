package org.melascope.server;

/** A client hung up before its answer was found. */
final class ClientGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ClientGoneException() {
    super("the client has hung up");
  }
}
