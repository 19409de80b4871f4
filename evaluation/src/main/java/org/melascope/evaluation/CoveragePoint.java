package org.melascope.evaluation;

/**
 * What answering only the surest pictures would do.
 *
 * @param coverage share of the pictures that are answered, in (0, 1]
 * @param risk share of the answered ones that are answered wrongly, in [0, 1]
 */
public record CoveragePoint(double coverage, double risk) {}
