package org.melascope.bundle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What is wrong with a JSON file, in words for whoever wrote it.
 *
 * @param field where it is wrong, such as {@code networks[0].start}; empty if all of it is
 * @param problem what is wrong there
 */
public record JsonFault(String field, String problem) {
  private static final Pattern MISSING =
      Pattern.compile("(?:Missing|Null value for) creator property '([^']+)'.*", Pattern.DOTALL);

  /** What a reader of JSON failed for. */
  public static JsonFault of(JacksonException failure) {
    return new JsonFault(field(failure), problem(failure));
  }

  private static String field(JacksonException failure) {
    return failure.getPath().stream()
        .map(
            step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : step.getPropertyName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String problem(JacksonException failure) {
    if (failure instanceof UnrecognizedPropertyException) {
      return "this field is not known";
    }
    Matcher missing = MISSING.matcher(String.valueOf(failure.getOriginalMessage()));
    if (missing.matches()) {
      return "the field '" + missing.group(1) + "' is missing";
    }
    if (failure.getCause() instanceof RuntimeException cause && cause.getMessage() != null) {
      return cause.getMessage();
    }
    return (failure instanceof DatabindException ? "" : "is no JSON: ")
        + failure.getOriginalMessage();
  }

  /** Both in one: {@code networks[0].start: this field is not known}. */
  @Override
  public String toString() {
    return (field.isEmpty() ? "" : field + ": ") + problem;
  }
}
