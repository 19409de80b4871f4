package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

class LinearHeadTest {

  @Test
  void tellsClustersApartWhateverTheirScaleAndPlace() {
    Random random = new Random(1);
    List<float[]> features = new ArrayList<>();
    List<LabelSet> labels = new ArrayList<>();
    for (int i = 0; i < 210; i++) {
      double angle = 2 * Math.PI * (i % 7) / 7;
      features.add(
          new float[] {
            (float) (1e3 + 50 * Math.cos(angle) + 3 * random.nextGaussian()),
            (float) (-0.2 + 0.01 * Math.sin(angle) + 0.0006 * random.nextGaussian())
          });
      labels.add(LabelSet.of(Diagnosis.ALL.get(i % 7)));
    }
    float[][] logits = logits(features, fitted(features, labels));
    for (int i = 0; i < labels.size(); i++) {
      assertThat(DiagnosisDistribution.softmax(logits[i], 1).of(labels.get(i))).isGreaterThan(0.5);
    }
  }

  /**
   * The features of a picture make it malignant by a known logistic law. All weights begin at zero,
   * so that those of the malignant diagnoses stay equal, and so do those of the benign ones: the
   * head is a logistic regression.
   */
  @Test
  void agreesWithALogisticRegressionFittedInAnotherWay() {
    Random random = new Random(2);
    List<float[]> features = new ArrayList<>();
    List<LabelSet> labels = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      float[] x = {
        (float) random.nextGaussian(), (float) (5 + 2 * random.nextGaussian()), random.nextFloat()
      };
      double malignant = 1 / (1 + Math.exp(-(1.5 * x[0] - 0.8 * (x[1] - 5) - 0.5)));
      features.add(x);
      labels.add(random.nextDouble() < malignant ? LabelSet.MALIGNANT : LabelSet.BENIGN);
    }
    double[] twin = logisticRegression(features, labels);
    float[][] logits = logits(features, fitted(features, labels));
    for (int i = 0; i < labels.size(); i++) {
      assertThat(DiagnosisDistribution.softmax(logits[i], 1).malignant())
          .isCloseTo(probability(twin, features.get(i)), within(0.03));
    }
  }

  @Test
  void makesNothingOfAFeatureThatNeverChanges() {
    Random random = new Random(3);
    List<float[]> features = new ArrayList<>();
    List<LabelSet> labels = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      features.add(new float[] {(float) random.nextGaussian(), 3.7f, 0});
      labels.add(features.get(i)[0] > 0 ? LabelSet.MALIGNANT : LabelSet.BENIGN);
    }
    Weights head = fitted(features, labels);
    float[] weight = head.require(TrainableNetwork.HEAD_WEIGHT, 7, 3).values();
    for (int output = 0; output < 7; output++) {
      assertThat(weight[output * 3 + 1]).isBetween(-1f, 1f);
      assertThat(weight[output * 3 + 2]).isBetween(-1f, 1f);
    }
    float[] logits = logits(List.of(new float[] {2, 3.7f, 0}), head)[0];
    assertThat(DiagnosisDistribution.softmax(logits, 1).malignant()).isGreaterThan(0.95);
  }

  /** Labels that only say malignant or benign cannot tell which malignant diagnosis it is. */
  @Test
  void keepsWhatAnEarlierHeadKnewWithinALabelSet() {
    List<float[]> features = new ArrayList<>();
    List<LabelSet> labels = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      features.add(new float[] {i % 2 == 0 ? 1 : -1});
      labels.add(i % 2 == 0 ? LabelSet.MALIGNANT : LabelSet.BENIGN);
    }
    float[] bias = new float[7];
    bias[Diagnosis.BCC.ordinal()] = 2;
    Weights earlier = head(new float[7], bias);
    float[] logits = logits(List.of(new float[] {1}), fitted(earlier, features, labels))[0];
    DiagnosisDistribution distribution = DiagnosisDistribution.softmax(logits, 1);
    assertThat(distribution.malignant()).isGreaterThan(0.95);
    assertThat(distribution.of(Diagnosis.BCC)).isGreaterThan(5 * distribution.melanoma());
  }

  private static Weights fitted(List<float[]> features, List<LabelSet> labels) {
    int width = features.get(0).length;
    return fitted(head(new float[7 * width], new float[7]), features, labels);
  }

  private static Weights fitted(Weights start, List<float[]> features, List<LabelSet> labels) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return LinearHead.fit(manager, start, new LabelledOutputs(features, labels));
    }
  }

  private static Weights head(float[] weight, float[] bias) {
    return new Weights(
        Map.of(
            TrainableNetwork.HEAD_WEIGHT, Tensor.of(weight, 7, weight.length / 7),
            TrainableNetwork.HEAD_BIAS, Tensor.of(bias, 7)));
  }

  private static float[][] logits(List<float[]> features, Weights head) {
    int width = features.get(0).length;
    float[] weight = head.require(TrainableNetwork.HEAD_WEIGHT, 7, width).values();
    float[] bias = head.require(TrainableNetwork.HEAD_BIAS, 7).values();
    float[][] logits = new float[features.size()][7];
    for (int i = 0; i < logits.length; i++) {
      for (int output = 0; output < 7; output++) {
        double sum = bias[output];
        for (int k = 0; k < width; k++) {
          sum += (double) weight[output * width + k] * features.get(i)[k];
        }
        logits[i][output] = (float) sum;
      }
    }
    return logits;
  }

  /** Weights and, last, the bias: plain gradient descent on the mean loss, to the end. */
  private static double[] logisticRegression(List<float[]> features, List<LabelSet> labels) {
    int width = features.get(0).length;
    double[] weights = new double[width + 1];
    for (int step = 0; step < 8_000; step++) {
      double[] gradient = new double[width + 1];
      for (int i = 0; i < labels.size(); i++) {
        double truth = labels.get(i).equals(LabelSet.MALIGNANT) ? 1 : 0;
        double error = probability(weights, features.get(i)) - truth;
        for (int k = 0; k < width; k++) {
          gradient[k] += error * features.get(i)[k] / labels.size();
        }
        gradient[width] += error / labels.size();
      }
      for (int k = 0; k <= width; k++) {
        weights[k] -= 0.05 * gradient[k];
      }
    }
    return weights;
  }

  private static double probability(double[] weights, float[] x) {
    double sum = weights[x.length];
    for (int k = 0; k < x.length; k++) {
      sum += weights[k] * x[k];
    }
    return 1 / (1 + Math.exp(-sum));
  }
}
