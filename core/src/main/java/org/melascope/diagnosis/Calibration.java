package org.melascope.diagnosis;

/**
 * Temperature scaling (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017): one
 * number, fitted on pictures the network was not trained on, that makes its probabilities mean what
 * they say. It never changes which diagnosis is the most likely one.
 *
 * @param temperature what the logits are divided by; positive and finite, 1 leaves them as they are
 */
public record Calibration(double temperature) {
  public Calibration {
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "temperature must be positive and finite, not " + temperature);
    }
  }

  /**
   * The calibrated distribution for the network's logits.
   *
   * @param logits seven finite values in the order of {@link Diagnosis#ALL}
   */
  public DiagnosisDistribution apply(float[] logits) {
    return DiagnosisDistribution.softmax(logits, temperature);
  }
}
