package org.melascope.evaluation;

/**
 * Pictures with similar probabilities.
 *
 * @param low lower edge of the bin, in [0, 1]
 * @param high upper edge of the bin, in [0, 1]
 * @param pictures how many are in it, at least 1
 * @param meanProbability what was predicted on average
 * @param observed the share that is positive
 */
public record CalibrationBin(
    double low, double high, int pictures, double meanProbability, double observed) {}
