package org.melascope.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A way to sort pictures into subgroups; those of which the property is not known are in none.
 *
 * @param name of the property
 * @param group the subgroup of a picture
 */
record Grouping(String name, Function<Prediction, Optional<String>> group) {
  /** Age band, sex, site, how the diagnosis was confirmed, and archive of origin. */
  static final List<Grouping> ALL =
      List.of(
          new Grouping("age", Grouping::ageBand),
          attribute("sex"),
          attribute("site"),
          attribute("confirmed_by"),
          attribute("origin"));

  private static Grouping attribute(String name) {
    return new Grouping(name, prediction -> Optional.ofNullable(prediction.attributes().get(name)));
  }

  private static Optional<String> ageBand(Prediction prediction) {
    return Optional.ofNullable(prediction.attributes().get("age")).map(Grouping::ageBand);
  }

  private static String ageBand(String text) {
    double age;
    try {
      age = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return "unknown";
    }
    if (!(age >= 0)) {
      return "unknown";
    }
    return age < 30 ? "0-29" : age < 50 ? "30-49" : age < 70 ? "50-69" : "70+";
  }

  /** The pictures of each subgroup, by its name in alphabetical order. */
  Map<String, List<Prediction>> groups(List<Prediction> predictions) {
    return predictions.stream()
        .filter(prediction -> group.apply(prediction).isPresent())
        .collect(
            Collectors.groupingBy(
                prediction -> group.apply(prediction).orElseThrow(),
                TreeMap::new,
                Collectors.toList()));
  }
}
