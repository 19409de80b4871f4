/**
 * How good the answers are: metrics with intervals, calibration, operating points, comparisons, and
 * the results of evaluating a set of predictions.
 *
 * <p>Everything starts from a {@link org.melascope.evaluation.Prediction} per picture, wherever it
 * came from: {@code BundleEvaluation} asks a bundle for them, the rest runs no network.
 */
@NullMarked
package org.melascope.evaluation;

import org.jspecify.annotations.NullMarked;
