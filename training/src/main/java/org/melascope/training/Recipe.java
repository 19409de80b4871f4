package org.melascope.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * @param seed of all that is random
 */
public record Recipe(
    VitConfiguration backbone,
    Method method,
    Optimisation optimisation,
    Augmentation augmentation,
    Preprocessing preprocessing,
    long seed) {
  public Recipe {
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
    return before.entrySet().stream()
        .filter(field -> !field.getValue().equals(after.get(field.getKey())))
        .map(
            field ->
                "%s %s became %s"
                    .formatted(field.getKey(), field.getValue(), after.get(field.getKey())))
        .toList();
  }

  private static void collect(String name, JsonNode value, Map<String, String> fields) {
    if (!value.isObject()) {
      fields.put(name.substring(1), value.toString());
    }
    value.properties().forEach(e -> collect(name + "." + e.getKey(), e.getValue(), fields));
  }
}
