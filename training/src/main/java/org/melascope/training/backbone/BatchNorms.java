package org.melascope.training.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.training.backbone.EfficientNetConfiguration.Convolution;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

/**
 * The batch normalisation (Ioffe and Szegedy 2015) of an EfficientNet. Outside of training it is
 * folded into the convolutions: {@code convN.weight} and {@code convN.bias}. In that form a network
 * trains badly, for its channels differ in scale by a factor of a thousand. For a training it is
 * therefore put back: after the convolution without its bias,
 *
 * <pre>y = scale (x - mean) / sqrt(variance + EPSILON) + bias</pre>
 *
 * with {@code convN.scale} and {@code convN.bias} learned, and with {@code convN.mean} and {@code
 * convN.variance} those of the batch; running means of these take their places when all is folded
 * again.
 */
final class BatchNorms {
  /** As TensorFlow's EfficientNets have it. */
  static final float EPSILON = 1e-3f;

  /** What a running mean keeps at each step. */
  static final float MOMENTUM = 0.9f;

  /** Channels of a smaller deviation are taken for constant. */
  private static final double CONSTANT = 1e-3;

  private BatchNorms() {}

  /** Whether the weights have the norms beside the convolutions, not folded into them. */
  static boolean areApart(Weights weights) {
    return weights.find(mean("conv0")).isPresent();
  }

  static String weight(String convolution) {
    return convolution + ".weight";
  }

  static String bias(String convolution) {
    return convolution + ".bias";
  }

  static String scale(String convolution) {
    return convolution + ".scale";
  }

  static String mean(String convolution) {
    return convolution + ".mean";
  }

  static String variance(String convolution) {
    return convolution + ".variance";
  }

  /** Whether this is a running mean, which no gradient changes. */
  static boolean isStatistic(String parameter) {
    return parameter.endsWith(".mean") || parameter.endsWith(".variance");
  }

  /**
   * Puts the norms back into a network that has them folded. Each convolution is divided by the
   * deviation of what it makes of the pictures, so that all channels are of one scale; with the
   * means and variances of all these pictures together the network computes what it did before.
   *
   * @param views some training views, at least one
   */
  static Weights apart(
      NDManager parent, EfficientNetConfiguration c, Weights folded, List<PatchedViews> views) {
    Map<String, ChannelSums> sums = measured(parent, c, folded, views);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Convolution convolution : convolutions(c)) {
      String name = convolution.name();
      int outputs = convolution.outputs();
      ChannelSums channels = Objects.requireNonNull(sums.get(name));
      float[] weights = folded.named(weight(name)).values().clone();
      float[] biases = folded.named(bias(name)).values();
      float[] scales = new float[outputs];
      float[] outputMeans = new float[outputs];
      float[] means = new float[outputs];
      float[] variances = new float[outputs];
      for (int channel = 0; channel < outputs; channel++) {
        double variance = channels.variance(channel);
        double deviation = Math.max(CONSTANT, Math.sqrt(variance));
        double rest = variance / (deviation * deviation);
        multiply(weights, channel, outputs, 1 / deviation);
        outputMeans[channel] = (float) channels.mean(channel);
        means[channel] = (float) ((channels.mean(channel) - biases[channel]) / deviation);
        variances[channel] = (float) rest;
        scales[channel] = (float) (deviation * Math.sqrt(rest + EPSILON));
      }
      tensors.put(weight(name), new Tensor(folded.named(weight(name)).shape(), weights));
      tensors.put(scale(name), Tensor.of(scales, outputs));
      tensors.put(bias(name), Tensor.of(outputMeans, outputs));
      tensors.put(mean(name), Tensor.of(means, outputs));
      tensors.put(variance(name), Tensor.of(variances, outputs));
    }
    return withHead(tensors, folded);
  }

  /** Folds the norms into the convolutions. */
  static Weights folded(EfficientNetConfiguration c, Weights apart) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Convolution convolution : convolutions(c)) {
      String name = convolution.name();
      int outputs = convolution.outputs();
      float[] weights = apart.named(weight(name)).values().clone();
      float[] biases = apart.named(bias(name)).values().clone();
      float[] scales = apart.named(scale(name)).values();
      float[] means = apart.named(mean(name)).values();
      float[] variances = apart.named(variance(name)).values();
      for (int channel = 0; channel < outputs; channel++) {
        double factor = scales[channel] / Math.sqrt(variances[channel] + EPSILON);
        multiply(weights, channel, outputs, factor);
        biases[channel] -= (float) (factor * means[channel]);
      }
      tensors.put(weight(name), new Tensor(apart.named(weight(name)).shape(), weights));
      tensors.put(bias(name), Tensor.of(biases, outputs));
    }
    return withHead(tensors, apart);
  }

  /** What the convolutions of a network make of pictures, their biases included. */
  private static Map<String, ChannelSums> measured(
      NDManager parent, EfficientNetConfiguration c, Weights folded, List<PatchedViews> views) {
    Map<String, ChannelSums> sums = new LinkedHashMap<>();
    try (NDManager manager = parent.newSubManager()) {
      EfficientNet network = new EfficientNet(manager, c, folded, Diagnosis.ALL.size());
      network.watch(
          (convolution, x) ->
              sums.computeIfAbsent(
                      convolution.name(), name -> new ChannelSums(convolution.outputs()))
                  .add(x));
      for (PatchedViews some : views) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          network.embedding(some.patches(manager), some.positions(manager));
        }
      }
    }
    return sums;
  }

  /** Sums over the places of pictures, for each channel. */
  private static final class ChannelSums {
    private final double[] sums;
    private final double[] squares;
    private double places;

    ChannelSums(int channels) {
      sums = new double[channels];
      squares = new double[channels];
    }

    /** Adds {@code [batch, channels, height, width]}. */
    void add(NDArray x) {
      NDArray places = x.reshape(x.getShape().get(0), sums.length, -1);
      float[] sum = overPlaces(places);
      float[] square = overPlaces(places.square());
      double now = (double) x.size() / sums.length;
      for (int channel = 0; channel < sums.length; channel++) {
        sums[channel] += now * sum[channel];
        squares[channel] += now * square[channel];
      }
      this.places += now;
    }

    private static float[] overPlaces(NDArray x) {
      return x.mean(new int[] {2}).mean(new int[] {0}).toFloatArray();
    }

    double mean(int channel) {
      return sums[channel] / places;
    }

    double variance(int channel) {
      return Math.max(0, squares[channel] / places - mean(channel) * mean(channel));
    }
  }

  private static List<Convolution> convolutions(EfficientNetConfiguration c) {
    return c.blocks().stream().flatMap(block -> block.convolutions().stream()).toList();
  }

  /** Multiplies what makes one output of several. */
  private static void multiply(float[] weights, int output, int outputs, double factor) {
    int inputs = weights.length / outputs;
    for (int i = output * inputs; i < (output + 1) * inputs; i++) {
      weights[i] = (float) (weights[i] * factor);
    }
  }

  private static Weights withHead(Map<String, Tensor> tensors, Weights weights) {
    for (String name : List.of(TrainableNetwork.HEAD_WEIGHT, TrainableNetwork.HEAD_BIAS)) {
      weights.find(name).ifPresent(tensor -> tensors.put(name, tensor));
    }
    return new Weights(tensors);
  }
}
