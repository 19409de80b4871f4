package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;

class PartialLabelLossTest {
  private static final int OUTPUTS = Diagnosis.ALL.size();
  private static final int PICTURES = 60;

  @Test
  void isTheNegativeLogarithmOfTheSummedProbabilityOfTheSet() {
    Random random = new Random(1);
    float[] logits = logits(random, 3);
    List<LabelSet> labels = labelsOfEverySize(random);
    float[] losses = computed(logits, labels).losses;
    for (int i = 0; i < PICTURES; i++) {
      assertThat((double) losses[i])
          .as(labels.get(i).toString())
          .isCloseTo(twin(row(logits, i), labels.get(i)), within(1e-5));
    }
  }

  @Test
  void staysFiniteAndRightWhereProbabilitiesUnderflow() {
    Random random = new Random(2);
    float[] logits = new float[PICTURES * OUTPUTS];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = random.nextBoolean() ? 80 : -80;
    }
    List<LabelSet> labels = labelsOfEverySize(random);
    Computed computed = computed(logits, labels);
    for (int i = 0; i < PICTURES; i++) {
      assertThat((double) computed.losses[i])
          .as(labels.get(i).toString())
          .isCloseTo(twin(row(logits, i), labels.get(i)), within(1e-4));
    }
    for (float slope : computed.gradient) {
      assertThat(slope).isFinite().isBetween(-1f, 1f);
    }
  }

  @Test
  void hasTheGradientThatFiniteDifferencesShow() {
    Random random = new Random(3);
    float[] logits = logits(random, 2);
    List<LabelSet> labels = labelsOfEverySize(random);
    float[] gradient = computed(logits, labels).gradient;
    double step = 1e-5;
    for (int i = 0; i < PICTURES; i++) {
      for (int output = 0; output < OUTPUTS; output++) {
        double[] up = row(logits, i);
        double[] down = row(logits, i);
        up[output] += step;
        down[output] -= step;
        double slope = (twin(up, labels.get(i)) - twin(down, labels.get(i))) / (2 * step);
        assertThat((double) gradient[i * OUTPUTS + output]).isCloseTo(slope, within(1e-5));
      }
    }
  }

  @Test
  void isTheCrossEntropyForASureDiagnosis() {
    // Logits whose exponentials are 1, 2, 3, 4, 5, 6 and 7, which add up to 28.
    float[] logits = new float[OUTPUTS];
    for (int i = 0; i < OUTPUTS; i++) {
      logits[i] = (float) Math.log(i + 1);
    }
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      float loss = computed(logits, List.of(LabelSet.of(diagnosis))).losses[0];
      assertThat((double) loss).isCloseTo(Math.log(28.0 / (diagnosis.ordinal() + 1)), within(1e-6));
    }
  }

  private record Computed(float[] losses, float[] gradient) {}

  private static Computed computed(float[] logits, List<LabelSet> labels) {
    Shape shape = new Shape(labels.size(), OUTPUTS);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(logits, shape);
      x.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray losses = PartialLabelLoss.of(x, Labels.of(labels).possible(manager));
        collector.backward(losses.sum());
        return new Computed(losses.toFloatArray(), x.getGradient().toFloatArray());
      }
    }
  }

  private static double twin(double[] logits, LabelSet label) {
    double largest = Double.NEGATIVE_INFINITY;
    double largestOfSet = Double.NEGATIVE_INFINITY;
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      double logit = logits[diagnosis.ordinal()];
      largest = Math.max(largest, logit);
      if (label.diagnoses().contains(diagnosis)) {
        largestOfSet = Math.max(largestOfSet, logit);
      }
    }
    double sum = 0;
    double sumOfSet = 0;
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      double logit = logits[diagnosis.ordinal()];
      sum += Math.exp(logit - largest);
      if (label.diagnoses().contains(diagnosis)) {
        sumOfSet += Math.exp(logit - largestOfSet);
      }
    }
    return Math.log(sum) + largest - Math.log(sumOfSet) - largestOfSet;
  }

  private static float[] logits(Random random, double deviation) {
    float[] logits = new float[PICTURES * OUTPUTS];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (deviation * random.nextGaussian());
    }
    return logits;
  }

  private static double[] row(float[] logits, int picture) {
    double[] row = new double[OUTPUTS];
    for (int i = 0; i < OUTPUTS; i++) {
      row[i] = logits[picture * OUTPUTS + i];
    }
    return row;
  }

  private static List<LabelSet> labelsOfEverySize(Random random) {
    List<LabelSet> labels = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      List<Diagnosis> shuffled = new ArrayList<>(Diagnosis.ALL);
      Collections.shuffle(shuffled, random);
      labels.add(LabelSet.of(shuffled.subList(0, 1 + i % 6)));
    }
    return labels;
  }
}
