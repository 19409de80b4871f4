package org.melascope.evaluation;

/**
 * The specificity that the pictures at hand allow at a fixed sensitivity, the threshold being
 * chosen on them: for comparing rankings, not what a user would meet.
 *
 * @param target the fixed sensitivity
 * @param rates at the largest threshold that reaches it
 */
public record SensitivityResult(double target, Rates rates) {}
