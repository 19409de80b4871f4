package org.melascope.evaluation;

/**
 * A point of the receiver operating characteristic.
 *
 * @param threshold pictures with at least this score are called positive; infinite for the first
 *     point, where none is
 * @param sensitivity in [0, 1]
 * @param specificity in [0, 1]
 */
public record RocPoint(double threshold, double sensitivity, double specificity) {}
