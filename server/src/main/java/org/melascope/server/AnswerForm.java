package org.melascope.server;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** The form of an answer that the header {@code Accept} asks for (RFC 9110, section 12.5.1). */
enum AnswerForm {
  /** All of an answer. Also for whoever wants something that there is not, or does not say. */
  JSON,
  /** The heat map as PNG. */
  PNG,
  /** The heat map as PNG where there is one, else all of the answer. */
  PNG_OR_JSON;

  static final String PNG_TYPE = "image/png";

  private static final Set<String> PNG_RANGES = Set.of(PNG_TYPE, "image/*");
  private static final Set<String> JSON_RANGES = Set.of("application/json", "application/*", "*/*");

  static AnswerForm of(Context context) {
    QuotedQualityCSV accepted = new QuotedQualityCSV();
    context.req().getHeaders("Accept").asIterator().forEachRemaining(accepted::addValue);
    List<String> ranges =
        accepted.getValues().stream()
            .map(range -> HttpField.stripParameters(range).strip().toLowerCase(Locale.ROOT))
            .toList();
    int png = first(ranges, PNG_RANGES);
    int json = first(ranges, JSON_RANGES);
    if (json < png || png == ranges.size()) {
      return JSON;
    }
    return json < ranges.size() ? PNG_OR_JSON : PNG;
  }

  /** Where the first of some types stands among all, from the most to the least wanted. */
  private static int first(List<String> ranges, Set<String> types) {
    int place = 0;
    while (place < ranges.size() && !types.contains(ranges.get(place))) {
      place++;
    }
    return place;
  }
}
