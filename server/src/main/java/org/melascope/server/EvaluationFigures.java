package org.melascope.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a reader wants of a bundle's {@code evaluation/metrics.json}; what is undefined is missing.
 *
 * @param sources of the test pictures, and last {@code all} of them together
 */
record EvaluationFigures(List<Source> sources) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final double TOLERANCE = 1e-9;

  /**
   * Where pictures come from.
   *
   * @param pictures how many there are
   * @param melanoma how well melanomas were told from the rest
   * @param malignant how well malignant lesions were told from benign ones
   * @param origins the same pictures with the melanomas of one origin only, where they have several
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Source(
      String name,
      long pictures,
      Optional<Question> melanoma,
      Optional<Question> malignant,
      List<Source> origins) {}

  /**
   * How well a question was answered.
   *
   * @param pictures whose label answers it
   * @param positives of these, those where the answer is yes
   * @param auc area under the ROC curve
   * @param calibrationError expected calibration error, 15 bins of equal width
   * @param atDefault at the threshold that is used by default
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Question(
      long pictures,
      long positives,
      Optional<Area> auc,
      OptionalDouble calibrationError,
      Optional<Rates> atDefault) {}

  /** A value with its 95 % interval. */
  record Area(double value, double low, double high) {}

  /** What a threshold on P(malignant) does; shares as everywhere in the API. */
  record Rates(double threshold, JsonNode sensitivity, JsonNode specificity) {}

  /**
   * Reads an evaluation.
   *
   * @param metrics the JSON that {@code melascope evaluate} writes
   * @param sensitivity of the operating point that is used by default
   */
  static EvaluationFigures read(String metrics, double sensitivity) {
    JsonNode root = JSON.readTree(metrics);
    List<Source> sources = new ArrayList<>();
    for (Map.Entry<String, JsonNode> source : root.path("sources").properties()) {
      add(sources, source(source.getKey(), source.getValue(), sensitivity));
    }
    add(sources, source("all", root.path("overall"), sensitivity));
    return new EvaluationFigures(sources);
  }

  private static void add(List<Source> sources, Source source) {
    if (source.melanoma.isPresent() || source.malignant.isPresent()) {
      sources.add(source);
    }
  }

  private static Source source(String name, JsonNode section, double sensitivity) {
    List<Source> origins = new ArrayList<>();
    for (Map.Entry<String, JsonNode> origin : section.path("melanomaByOrigin").properties()) {
      Optional<Question> melanoma = question(origin.getValue(), sensitivity);
      long pictures = origin.getValue().path("pictures").asLong(0);
      add(origins, new Source(origin.getKey(), pictures, melanoma, Optional.empty(), List.of()));
    }
    return new Source(
        name,
        section.path("pictures").asLong(0),
        question(section.path("melanoma"), sensitivity),
        question(section.path("malignant"), sensitivity),
        origins);
  }

  private static Optional<Question> question(JsonNode question, double sensitivity) {
    long pictures = question.path("pictures").asLong(0);
    if (pictures == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Question(
            pictures,
            question.path("positives").asLong(0),
            area(question.path("auc")),
            number(question.path("calibrationError")),
            rates(question.path("operatingPoints"), sensitivity)));
  }

  private static Optional<Area> area(JsonNode auc) {
    JsonNode interval = auc.path("interval");
    return auc.path("value").isNumber() && interval.path("low").isNumber()
        ? Optional.of(
            new Area(
                auc.path("value").doubleValue(),
                interval.path("low").doubleValue(),
                interval.path("high").doubleValue()))
        : Optional.empty();
  }

  private static OptionalDouble number(JsonNode value) {
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }

  private static Optional<Rates> rates(JsonNode points, double sensitivity) {
    for (JsonNode point : points) {
      double target = point.path("targetSensitivity").asDouble(0);
      if (Math.abs(target - sensitivity) < TOLERANCE) {
        return Optional.of(
            new Rates(
                point.path("threshold").doubleValue(),
                point.path("sensitivity"),
                point.path("specificity")));
      }
    }
    return Optional.empty();
  }
}
