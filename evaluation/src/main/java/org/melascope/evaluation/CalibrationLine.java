package org.melascope.evaluation;

import java.util.Arrays;
import java.util.Optional;

/**
 * The logistic regression of the label on the logit of the probability (Cox 1958): {@code
 * logit(P(positive)) = intercept + slope * logit(p)}. Perfect calibration has slope 1 and intercept
 * 0; a slope below 1 says that the probabilities are too extreme, a positive intercept that they
 * are too low.
 *
 * @param slope finite
 * @param intercept finite, of the regression in which the slope is fitted as well
 */
public record CalibrationLine(double slope, double intercept) {
  /** Probabilities are moved this far from 0 and 1, where the logit would be infinite. */
  private static final double MARGIN = 1e-7;

  private static final int MOST_STEPS = 100;

  /**
   * Fits the line by maximum likelihood. Empty where there is no finite one: without both classes,
   * and where some probability separates the classes (which includes all probabilities being
   * equal).
   *
   * @throws IllegalArgumentException for a score outside [0, 1]
   */
  public static Optional<CalibrationLine> fit(BinaryScores probabilities) {
    probabilities.asProbabilities();
    double[] logits = new double[probabilities.size()];
    for (int i = 0; i < logits.length; i++) {
      double p = Math.max(MARGIN, Math.min(1 - MARGIN, probabilities.score(i)));
      logits[i] = Math.log(p / (1 - p));
    }
    BinaryScores data = new BinaryScores(logits, labels(probabilities));
    if (!data.hasBothClasses() || separates(data)) {
      return Optional.empty();
    }
    return newton(data);
  }

  private static boolean[] labels(BinaryScores scores) {
    boolean[] labels = new boolean[scores.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = scores.positive(i);
    }
    return labels;
  }

  private static boolean separates(BinaryScores data) {
    var positives = Arrays.stream(data.scoresOf(true)).summaryStatistics();
    var negatives = Arrays.stream(data.scoresOf(false)).summaryStatistics();
    return negatives.getMax() <= positives.getMin() || positives.getMax() <= negatives.getMin();
  }

  /** Newton's method, halving steps that do not raise the likelihood, which has one maximum. */
  private static Optional<CalibrationLine> newton(BinaryScores data) {
    CalibrationLine line = new CalibrationLine(0, 0);
    double likelihood = line.logLikelihood(data);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] move = line.newtonStep(data);
      double size = 1;
      CalibrationLine next = line.moved(move, size);
      while (next.logLikelihood(data) < likelihood && size > 1e-10) {
        size /= 2;
        next = line.moved(move, size);
      }
      double gain = next.logLikelihood(data) - likelihood;
      if (gain <= 1e-12 * Math.abs(likelihood)) {
        return Optional.of(gain >= 0 ? next : line);
      }
      line = next;
      likelihood += gain;
    }
    return Optional.empty();
  }

  private CalibrationLine moved(double[] move, double size) {
    return new CalibrationLine(slope + size * move[0], intercept + size * move[1]);
  }

  private double logLikelihood(BinaryScores data) {
    double sum = 0;
    for (int i = 0; i < data.size(); i++) {
      double x = intercept + slope * data.score(i);
      // log(sigmoid(x)) or log(1 - sigmoid(x)) without overflow.
      double signed = data.positive(i) ? -x : x;
      sum -= Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed)));
    }
    return sum;
  }

  /** The inverse of the information matrix times the gradient, for slope and intercept. */
  private double[] newtonStep(BinaryScores data) {
    double gradientSlope = 0;
    double gradientIntercept = 0;
    double slopeSlope = 0;
    double slopeIntercept = 0;
    double interceptIntercept = 0;
    for (int i = 0; i < data.size(); i++) {
      double x = data.score(i);
      double p = 1 / (1 + Math.exp(-(intercept + slope * x)));
      double residual = (data.positive(i) ? 1 : 0) - p;
      gradientSlope += residual * x;
      gradientIntercept += residual;
      double weight = p * (1 - p);
      slopeSlope += weight * x * x;
      slopeIntercept += weight * x;
      interceptIntercept += weight;
    }
    double determinant = slopeSlope * interceptIntercept - slopeIntercept * slopeIntercept;
    return new double[] {
      (interceptIntercept * gradientSlope - slopeIntercept * gradientIntercept) / determinant,
      (slopeSlope * gradientIntercept - slopeIntercept * gradientSlope) / determinant
    };
  }
}
