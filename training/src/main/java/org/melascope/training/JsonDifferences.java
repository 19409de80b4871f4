package org.melascope.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In which fields two records differ, as they are written in JSON. */
final class JsonDifferences {
  private static final JsonMapper JSON = new JsonMapper();

  private JsonDifferences() {}

  /** What the second changes of the first, such as {@code optimisation.epochs 5 became 6}. */
  static List<String> between(Record first, Record second) {
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    collect("", JSON.valueToTree(first), before);
    collect("", JSON.valueToTree(second), after);
    SortedSet<String> fields = new TreeSet<>(before.keySet());
    fields.addAll(after.keySet());
    return fields.stream()
        .filter(field -> !Objects.equals(before.get(field), after.get(field)))
        .map(
            field ->
                "%s %s became %s"
                    .formatted(
                        field,
                        before.getOrDefault(field, "not given"),
                        after.getOrDefault(field, "not given")))
        .toList();
  }

  /** Lists of numbers count as one value, those of objects by their places from 1. */
  private static void collect(String name, JsonNode value, Map<String, String> fields) {
    if (value.isObject()) {
      String above = name.isEmpty() ? "" : name + ".";
      value
          .properties()
          .forEach(field -> collect(above + field.getKey(), field.getValue(), fields));
    } else if (value.isArray() && value.path(0).isObject()) {
      for (int i = 0; i < value.size(); i++) {
        collect(name + "[" + (i + 1) + "]", value.get(i), fields);
      }
    } else {
      fields.put(name, value.toString());
    }
  }
}
