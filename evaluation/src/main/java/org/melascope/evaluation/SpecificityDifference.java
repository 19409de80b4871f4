package org.melascope.evaluation;

/**
 * The specificities that the pictures at hand allow two classifiers at the same sensitivity.
 *
 * @param target the sensitivity, reached by each with a threshold of its own, chosen on these
 *     pictures
 * @param first specificity of the first
 * @param second specificity of the second
 * @param difference first minus second, with its bootstrap interval by lesion, in which the
 *     thresholds are chosen anew for every drawn set; without one where all of them have the same
 *     difference
 */
public record SpecificityDifference(
    double target, double first, double second, Estimate difference) {}
