package org.melascope.diagnosis;

import java.util.ArrayList;
import java.util.List;

/**
 * How likely each diagnosis is.
 *
 * @param probabilities seven values in the order of {@link Diagnosis#ALL}, each in [0, 1]; their
 *     sum is 1 within 1e-6
 */
public record DiagnosisDistribution(List<Double> probabilities) {
  private static final double SUM_TOLERANCE = 1e-6;

  public DiagnosisDistribution {
    probabilities = List.copyOf(probabilities);
    if (probabilities.size() != Diagnosis.ALL.size()) {
      throw new IllegalArgumentException(
          "a distribution needs one probability for each of the seven diagnoses, got "
              + probabilities.size());
    }
    double sum = 0;
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      double probability = probabilities.get(diagnosis.ordinal());
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "the probability of " + diagnosis.code() + " must be from 0 to 1, not " + probability);
      }
      sum += probability;
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException("the seven probabilities must add up to 1, not " + sum);
    }
  }

  /** The probability of one diagnosis, in [0, 1]. */
  public double of(Diagnosis diagnosis) {
    return probabilities.get(diagnosis.ordinal());
  }

  /** The probability that the diagnosis is one of the set: their sum, in [0, 1]. */
  public double of(LabelSet labels) {
    double sum = 0;
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      if (labels.diagnoses().contains(diagnosis)) {
        sum += of(diagnosis);
      }
    }
    return Math.min(1, sum);
  }

  /** P(malignant): the sum over {@code mel}, {@code bcc} and {@code akiec}, in [0, 1]. */
  public double malignant() {
    return of(LabelSet.MALIGNANT);
  }

  /** P(melanoma), in [0, 1]. */
  public double melanoma() {
    return of(Diagnosis.MEL);
  }

  /**
   * The diagnosis with the highest probability; of equal ones the first of {@link Diagnosis#ALL}.
   */
  public Diagnosis mostLikely() {
    Diagnosis likeliest = Diagnosis.ALL.get(0);
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      if (of(diagnosis) > of(likeliest)) {
        likeliest = diagnosis;
      }
    }
    return likeliest;
  }

  /**
   * The softmax of logits divided by a temperature: above 1 the distribution gets flatter, below 1
   * sharper. The largest logit is subtracted first, so that no size of logit overflows.
   *
   * @param logits seven finite values in the order of {@link Diagnosis#ALL}
   * @param temperature positive and finite
   * @throws IllegalArgumentException for another number of logits, a logit that is not finite, or
   *     such a temperature
   */
  public static DiagnosisDistribution softmax(float[] logits, double temperature) {
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "a temperature must be positive and finite, not " + temperature);
    }
    if (logits.length != Diagnosis.ALL.size()) {
      throw new IllegalArgumentException("expected seven logits, got " + logits.length);
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      if (!Float.isFinite(logits[i])) {
        throw new IllegalArgumentException(
            "the logit of " + Diagnosis.ALL.get(i).code() + " is not finite: " + logits[i]);
      }
      largest = Math.max(largest, logits[i]);
    }
    double[] powers = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      powers[i] = Math.exp((logits[i] - largest) / temperature);
      sum += powers[i];
    }
    List<Double> probabilities = new ArrayList<>();
    for (double power : powers) {
      probabilities.add(power / sum);
    }
    return new DiagnosisDistribution(probabilities);
  }
}
