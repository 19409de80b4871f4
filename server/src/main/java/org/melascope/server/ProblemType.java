package org.melascope.server;

import java.util.Locale;
import org.melascope.image.UnreadableImageException;

/**
 * Why a request was not answered. The URN of each cause is part of the API and stays as it is; the
 * texts may change.
 */
enum ProblemType {
  NOT_AN_IMAGE(415, "This is not a picture"),
  UNSUPPORTED_FORMAT(415, "Pictures of this format are not read"),
  TOO_LARGE_BYTES(413, "There are too many bytes"),
  TOO_MANY_PIXELS(413, "The picture has too many pixels"),
  TRUNCATED(422, "The picture is cut off"),
  DAMAGED(422, "The picture is damaged"),
  WRONG_FIELD(400, "The form has another field than 'image'"),
  WRONG_PARAMETER(400, "A parameter of the address does not fit"),
  WRONG_CONTENT_TYPE(415, "The body is of another type than a picture or a form"),
  TOO_MANY_PICTURES(413, "There are too many pictures in one request"),
  MALFORMED(400, "The request cannot be read"),
  UPLOAD_TIMEOUT(408, "The upload took too long"),
  BUSY(429, "Too many pictures are waiting"),
  UNAUTHORISED(401, "The API key is missing or wrong"),
  WRONG_HOST(421, "The request is meant for another host"),
  CROSS_ORIGIN(403, "The request comes from a page of another origin"),
  NOT_FOUND(404, "There is nothing at this address"),
  METHOD_NOT_ALLOWED(405, "This address does not know this method"),
  NOT_ACCEPTABLE(406, "There is no answer in the form that is asked for"),
  OUT_OF_MEMORY(503, "The memory was full while the picture was decoded"),
  SHUTTING_DOWN(503, "The server is shutting down"),
  INTERNAL(500, "Something in the server failed");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** Of the answer: 400 to 599. */
  int status() {
    return status;
  }

  /** In words, the same for every occurrence. */
  String title() {
    return title;
  }

  /** The last part of the URN: {@code not-an-image}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The stable name: {@code urn:melascope:problem:not-an-image}. */
  String urn() {
    return "urn:melascope:problem:" + word();
  }

  static ProblemType of(UnreadableImageException.Reason reason) {
    return switch (reason) {
      case EMPTY, NOT_AN_IMAGE -> NOT_AN_IMAGE;
      case UNSUPPORTED_FORMAT -> UNSUPPORTED_FORMAT;
      case TRUNCATED -> TRUNCATED;
      case TOO_MANY_BYTES -> TOO_LARGE_BYTES;
      case TOO_MANY_PIXELS -> TOO_MANY_PIXELS;
      case BROKEN -> DAMAGED;
      case OUT_OF_MEMORY -> OUT_OF_MEMORY;
      case MISSING_FILE, UNREADABLE_FILE -> INTERNAL;
    };
  }
}
