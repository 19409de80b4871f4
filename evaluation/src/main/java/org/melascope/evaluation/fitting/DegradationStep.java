package org.melascope.evaluation.fitting;

import java.util.Map;

/**
 * What a degradation did to validation pictures at one step.
 *
 * @param degradation which
 * @param step how far, in its own unit; the pictures as they are come first, as {@code none} at 0
 * @param pictures of known malignancy, benign and malignant
 * @param auc area under the ROC curve for malignant against benign; NaN where undefined
 * @param measures median of the measures of quality that the degradation shows by, by code
 * @param unlikeKnown share of the pictures beyond the limit of novelty
 */
public record DegradationStep(
    String degradation,
    double step,
    int pictures,
    double auc,
    Map<String, Double> measures,
    double unlikeKnown) {
  public DegradationStep {
    measures = Map.copyOf(measures);
  }
}
