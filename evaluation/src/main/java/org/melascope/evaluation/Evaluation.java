package org.melascope.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.melascope.diagnosis.OperatingPoint;

/**
 * The results of a set of predictions. The names of the records' components, all the way down, are
 * the fields of {@code metrics.json}; renaming one is a new {@link #FORMAT}.
 *
 * @param format version of the layout
 * @param subject what was evaluated; empty in files of earlier versions
 * @param bootstrap seed and replicates of the bootstrap intervals
 * @param overall all pictures together. Sources differ in how their pictures look and in how many
 *     are melanomas, so this says less than each source alone
 * @param sources each source, by name
 * @param subgroups for each property ({@code age}, {@code sex}, {@code site}, {@code confirmed_by},
 *     {@code origin}) that is known for some picture, its subgroups; these cut across sources
 */
public record Evaluation(
    int format,
    Optional<Subject> subject,
    Bootstrap bootstrap,
    Section overall,
    Map<String, Section> sources,
    Map<String, Map<String, Subgroup>> subgroups) {
  /** The version of the layout that this code writes. */
  public static final int FORMAT = 1;

  public Evaluation {
    sources = Ordered.copyOf(sources);
    subgroups = Ordered.copyOf(subgroups);
  }

  /** The same results, saying what they are about. */
  public Evaluation about(Subject named) {
    return new Evaluation(format, Optional.of(named), bootstrap, overall, sources, subgroups);
  }

  /**
   * Evaluates predictions.
   *
   * @param points operating points to apply, such as those of an {@link
   *     org.melascope.diagnosis.OperatingCurve}; may be none
   * @throws IllegalArgumentException when a picture occurs twice
   */
  public static Evaluation of(
      List<Prediction> predictions, List<OperatingPoint> points, Bootstrap bootstrap) {
    Set<String> pictures = new HashSet<>();
    for (Prediction prediction : predictions) {
      if (!pictures.add(prediction.picture())) {
        throw new IllegalArgumentException(
            prediction.picture() + " is predicted twice: evaluate each picture once");
      }
    }
    return new Evaluator(points, bootstrap).evaluate(predictions);
  }
}
