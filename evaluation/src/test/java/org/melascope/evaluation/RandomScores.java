package org.melascope.evaluation;

import java.util.Arrays;
import java.util.Random;

/** Scores to try metrics on: positives somewhat higher, many of them tied. */
final class RandomScores {
  private RandomScores() {}

  static boolean[] labels(int size, long seed) {
    Random random = new Random(seed);
    boolean[] labels = new boolean[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.nextDouble() < 0.3;
    }
    return labels;
  }

  /** Probabilities in steps of 0.05. */
  static BinaryScores of(boolean[] labels, double separation, long seed) {
    Random random = new Random(seed);
    double[] scores = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      double x = random.nextGaussian() + (labels[i] ? separation : 0) - 0.5;
      scores[i] = Math.round(20 / (1 + Math.exp(-x))) / 20.0;
    }
    return new BinaryScores(scores, labels);
  }

  static BinaryScores scores(String positives, String negatives) {
    double[] yes = numbers(positives);
    double[] no = numbers(negatives);
    double[] scores = new double[yes.length + no.length];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      labels[i] = i < yes.length;
      scores[i] = labels[i] ? yes[i] : no[i - yes.length];
    }
    return new BinaryScores(scores, labels);
  }

  private static double[] numbers(String text) {
    return text.isBlank()
        ? new double[0]
        : Arrays.stream(text.trim().split(" +")).mapToDouble(Double::parseDouble).toArray();
  }
}
