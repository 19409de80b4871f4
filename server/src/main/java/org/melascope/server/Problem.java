package org.melascope.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why something was not answered, as RFC 9457 has it.
 *
 * @param type stable name of the cause, for programs
 * @param title the cause in words
 * @param status of the answer
 * @param detail what is wrong this time and what to do, for the reader
 * @param field the field of the form or the parameter of the address that is at fault
 * @param retryAfter seconds after which it may work
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    Optional<String> field,
    OptionalLong retryAfter) {
  /** What the content type of a problem is. */
  static final String CONTENT_TYPE = "application/problem+json";

  private static final int SHOWN = 40;

  /** What a client made up, so short that it can be told. */
  static String shown(String name) {
    return name.length() > SHOWN ? name.substring(0, SHOWN) + "..." : name;
  }

  /** Whether this is its cause. */
  boolean is(ProblemType cause) {
    return type.equals(cause.urn());
  }

  /** The last part of the type: {@code not-an-image}. */
  String word() {
    return type.substring(type.lastIndexOf(':') + 1);
  }

  /** A problem that no field is at fault for. */
  static Problem of(ProblemType type, String detail) {
    return new Problem(
        type.urn(), type.title(), type.status(), detail, Optional.empty(), OptionalLong.empty());
  }

  /** The same problem, naming the field or the parameter. */
  Problem inField(String name) {
    return new Problem(type, title, status, detail, Optional.of(name), retryAfter);
  }

  /** The same problem, which is gone after this many seconds. */
  Problem retriedAfter(long seconds) {
    return new Problem(type, title, status, detail, field, OptionalLong.of(seconds));
  }
}
