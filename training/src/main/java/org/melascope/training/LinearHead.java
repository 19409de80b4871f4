package org.melascope.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

/** Fitting a linear head on features that stay as they are (a linear probe). */
final class LinearHead {
  private static final int STEPS = 400;
  private static final double LEARNING_RATE = 0.02;
  private static final double WEIGHT_DECAY = 0.01;

  private LinearHead() {}

  /**
   * Fits a head on all features at once, from an earlier head on: where the label sets leave open
   * which diagnosis it is, what that head said of it is where the answer begins.
   *
   * @param start {@code head.weight} and {@code head.bias} to start from; zeros if it knows nothing
   * @param features one row per picture, with its label
   * @return {@code head.weight} and {@code head.bias}
   */
  static Weights fit(NDManager parent, Weights start, LabelledOutputs features) {
    int width = features.outputs().get(0).length;
    int outputs = Diagnosis.ALL.size();
    try (NDManager manager = parent.newSubManager();
        NDScope all = new NDScope()) {
      all.suppressNotUsedWarning();
      NDArray x = manager.create(features.outputs().toArray(new float[0][]));
      NDArray mean = x.mean(new int[] {0}, true);
      NDArray deviation = deviation(x, mean);
      NDArray standard = x.sub(mean).div(deviation);
      NDArray possible = Labels.of(features.labels()).possible(manager);
      NDArray startWeight =
          manager.create(
              start.require(TrainableNetwork.HEAD_WEIGHT, outputs, width).values(),
              new Shape(outputs, width));
      NDArray startBias =
          manager.create(start.require(TrainableNetwork.HEAD_BIAS, outputs).values());
      NDArray weight = startWeight.mul(deviation);
      NDArray bias = startBias.add(startWeight.mul(mean).sum(new int[] {1}));
      Map<String, NDArray> parameters = new LinkedHashMap<>();
      parameters.put(TrainableNetwork.HEAD_WEIGHT, weight);
      parameters.put(TrainableNetwork.HEAD_BIAS, bias);
      try (AdamW optimiser = new AdamW(manager, parameters, WEIGHT_DECAY, 10, name -> 1)) {
        for (int step = 0; step < STEPS; step++) {
          try (NDScope scope = new NDScope();
              GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            scope.suppressNotUsedWarning();
            NDArray logits = standard.matMul(weight.transpose()).add(bias);
            collector.backward(PartialLabelLoss.of(logits, possible).mean());
          }
          optimiser.step(LEARNING_RATE * 0.5 * (1 + Math.cos(Math.PI * step / STEPS)));
        }
      }
      return onRawFeatures(weight.stopGradient(), bias.stopGradient(), mean, deviation);
    }
  }

  /**
   * The standard deviation of each feature; for one that changes by no more than rounding does, so
   * much that the head makes nothing of it.
   */
  private static NDArray deviation(NDArray x, NDArray mean) {
    NDArray deviation = x.sub(mean).square().mean(new int[] {0}, true).sqrt();
    NDArray constant = mean.abs().mul(1e-5).gt(deviation).toType(DataType.FLOAT32, false);
    return deviation.add(1e-6).add(constant.mul(1e30));
  }

  /** The same head for features that are not standardised. */
  private static Weights onRawFeatures(
      NDArray weight, NDArray bias, NDArray mean, NDArray deviation) {
    NDArray rawWeight = weight.div(deviation);
    NDArray rawBias = bias.sub(rawWeight.mul(mean).sum(new int[] {1}));
    Map<String, Tensor> head = new LinkedHashMap<>();
    head.put(
        TrainableNetwork.HEAD_WEIGHT,
        Tensor.of(rawWeight.toFloatArray(), rawWeight.getShape().getShape()));
    head.put(
        TrainableNetwork.HEAD_BIAS,
        Tensor.of(rawBias.toFloatArray(), rawBias.getShape().getShape()));
    return new Weights(head);
  }
}
