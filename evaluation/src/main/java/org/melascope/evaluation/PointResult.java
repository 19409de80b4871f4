package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;

/**
 * What an operating point's threshold on P(malignant) does for a question on the pictures at hand.
 *
 * @param targetSensitivity what the point was chosen for, elsewhere
 * @param threshold on P(malignant), whatever the question
 * @param sensitivity share of the positive pictures that are suspicious
 * @param specificity share of the negative pictures that are not
 * @param predictiveValues at {@link #PREVALENCES}; none where sensitivity or specificity is unknown
 */
public record PointResult(
    double targetSensitivity,
    double threshold,
    Proportion sensitivity,
    Proportion specificity,
    List<PredictiveValues> predictiveValues) {
  /** From screening to a specialist's clinic. */
  public static final List<Double> PREVALENCES = List.of(0.01, 0.05, 0.2);

  public PointResult {
    predictiveValues = List.copyOf(predictiveValues);
  }

  /** The result of a point, given the curve of P(malignant) for the question. */
  static PointResult of(OperatingPoint point, Roc malignantScores) {
    Rates rates = malignantScores.at(point.threshold());
    List<PredictiveValues> values = new ArrayList<>();
    if (rates.sensitivity().value().isPresent() && rates.specificity().value().isPresent()) {
      PREVALENCES.forEach(
          prevalence ->
              values.add(
                  PredictiveValues.at(prevalence, rates.sensitivity(), rates.specificity())));
    }
    return new PointResult(
        point.targetSensitivity(),
        point.threshold(),
        rates.sensitivity(),
        rates.specificity(),
        values);
  }
}
