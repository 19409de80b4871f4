package org.melascope.training;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.melascope.image.Preprocessing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that decides what a training makes of its pictures; travels in the bundle.
 *
 * @param backbone the network
 * @param method how it is trained
 * @param optimisation how its weights are fitted
 * @param augmentation how views of the training pictures are drawn
 * @param preprocessing how pictures are prepared outside of training
 * @param shares by source, the share of its training pictures that an epoch shows, drawn anew for
 *     each epoch, in (0, 1]; a source that is not named is shown whole
 * @param seed of all that is random
 */
public record Recipe(
    Backbone backbone,
    Method method,
    Optimisation optimisation,
    Augmentation augmentation,
    Preprocessing preprocessing,
    Map<String, Double> shares,
    long seed) {
  public Recipe {
    shares = Collections.unmodifiableMap(new TreeMap<>(shares));
    shares.forEach(
        (source, share) -> {
          if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                "the share of " + source + " must be above 0 and at most 1, not " + share);
          }
        });
    if (preprocessing.size() != backbone.imageSize()) {
      throw new IllegalArgumentException(
          "preprocessing.size is "
              + preprocessing.size()
              + ", the backbone needs "
              + backbone.imageSize());
    }
  }

  /** What another recipe changes, such as {@code optimisation.epochs 5 became 6}. */
  List<String> differences(Recipe other) {
    JsonMapper json = new JsonMapper();
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    collect("", json.valueToTree(this), before);
    collect("", json.valueToTree(other), after);
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

  private static void collect(String name, JsonNode value, Map<String, String> fields) {
    if (!value.isObject()) {
      fields.put(name.substring(1), value.toString());
    }
    value.properties().forEach(e -> collect(name + "." + e.getKey(), e.getValue(), fields));
  }
}
