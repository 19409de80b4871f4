package org.melascope.evaluation;

/**
 * Two classifiers on the same pictures, by DeLong's test.
 *
 * @param pictures how many were compared
 * @param positives how many of them are positive
 * @param firstAuc area under the first one's curve
 * @param secondAuc area under the second one's curve
 * @param difference first minus second, with its interval
 * @param z the difference divided by its standard error; 0 if both rank alike
 * @param p two-sided: how likely a difference at least this large is if there is none
 */
public record PairedTest(
    int pictures,
    int positives,
    double firstAuc,
    double secondAuc,
    Estimate difference,
    double z,
    double p) {}
