package org.melascope.evaluation;

import org.melascope.diagnosis.Proportion;

/**
 * What a threshold does: a picture is called positive when its score is at least the threshold.
 *
 * @param threshold on the score
 * @param sensitivity share of the positive pictures that are called positive
 * @param specificity share of the negative pictures that are not
 */
public record Rates(double threshold, Proportion sensitivity, Proportion specificity) {}
