package org.melascope.training.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

/**
 * A network within the training engine: a backbone that gives each place of a picture a vector, and
 * a head that is linear over the mean of them, so that every place's share of a logit is known:
 * with {@code P} places, {@code evidence[d, p] = head.weight[d] · vector[p] / P}, and the evidence
 * of all places plus {@code head.bias[d]} is the logit of diagnosis {@code d}.
 *
 * <p>Arrays made by the forward pass belong to the enclosing {@code NDScope} of the caller; the
 * parameters to the manager given at construction.
 */
public abstract sealed class TrainableNetwork permits VisionTransformer, EfficientNet {
  /** The parameters of the classification head, the only ones that a linear probe trains. */
  public static final String HEAD_WEIGHT = "head.weight";

  /** See {@link #HEAD_WEIGHT}. */
  public static final String HEAD_BIAS = "head.bias";

  private final Map<String, NDArray> parameters;

  /**
   * A network with these weights.
   *
   * @throws IllegalArgumentException naming the tensor that is missing or of the wrong shape
   */
  TrainableNetwork(NDManager manager, Map<String, Shape> shapes, Weights weights) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) ->
            arrays.put(
                name, manager.create(weights.require(name, shape.getShape()).values(), shape)));
    this.parameters = Collections.unmodifiableMap(arrays);
  }

  /**
   * The network of a backbone.
   *
   * @param outputs number of logits
   * @throws IllegalArgumentException naming the tensor that is missing or of the wrong shape
   */
  public static TrainableNetwork of(
      NDManager manager, Backbone backbone, Weights weights, int outputs) {
    if (backbone instanceof VitConfiguration transformer) {
      return new VisionTransformer(manager, transformer, weights, outputs);
    }
    return new EfficientNet(manager, (EfficientNetConfiguration) backbone, weights, outputs);
  }

  /** Names and shapes of all parameters, from the picture to the head. */
  public static Map<String, Shape> shapes(Backbone backbone, int outputs) {
    if (backbone instanceof VitConfiguration transformer) {
      return VisionTransformer.shapes(transformer, outputs);
    }
    return EfficientNet.shapes((EfficientNetConfiguration) backbone, outputs);
  }

  static void putHead(Map<String, Shape> shapes, Backbone backbone, int outputs) {
    shapes.put(HEAD_WEIGHT, new Shape(outputs, backbone.width()));
    shapes.put(HEAD_BIAS, new Shape(outputs));
  }

  /**
   * Weights drawn at random from truncated normals: of deviation 0.02 for a transformer, as in
   * timm, and of {@code sqrt(2 / inputs of an output)} for convolutions followed by rectifiers (He
   * et al. 2015); norms one, biases and head zero.
   */
  public static Weights randomWeights(Backbone backbone, int outputs, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes(backbone, outputs)
        .forEach(
            (name, shape) ->
                tensors.put(
                    name, Tensor.of(initial(backbone, name, shape, random), shape.getShape())));
    return new Weights(tensors);
  }

  private static float[] initial(Backbone backbone, String name, Shape shape, Random random) {
    float[] values = new float[(int) shape.size()];
    if (name.startsWith("head") || name.endsWith("bias")) {
      return values;
    }
    float deviation = 0.02f;
    if (backbone instanceof EfficientNetConfiguration) {
      deviation = (float) Math.sqrt(2.0 * shape.get(0) / shape.size());
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = name.contains("norm") ? 1 : deviation * truncatedNormal(random);
    }
    return values;
  }

  private static float truncatedNormal(Random random) {
    double value;
    do {
      value = random.nextGaussian();
    } while (Math.abs(value) > 2);
    return (float) value;
  }

  /** The same weights; a head that is missing or for another number of outputs becomes zeros. */
  public static Weights withHead(Backbone backbone, Weights weights, int outputs) {
    return hasHead(backbone, weights, outputs) ? weights : withNewHead(backbone, weights, outputs);
  }

  /** Whether the weights hold all parameters of a backbone, whatever their head. */
  public static boolean isOf(Backbone backbone, Weights weights) {
    return shapes(backbone, 1).entrySet().stream()
        .filter(parameter -> !parameter.getKey().startsWith("head."))
        .allMatch(
            parameter -> {
              List<Long> shape = Arrays.stream(parameter.getValue().getShape()).boxed().toList();
              return weights
                  .find(parameter.getKey())
                  .filter(t -> t.shape().equals(shape))
                  .isPresent();
            });
  }

  /** Whether the weights hold a head for this number of outputs. */
  public static boolean hasHead(Backbone backbone, Weights weights, int outputs) {
    List<Long> wanted = List.of((long) outputs, (long) backbone.width());
    return weights.find(HEAD_WEIGHT).map(head -> head.shape().equals(wanted)).orElse(false);
  }

  /** The same weights with a head for another number of outputs, all zero. */
  public static Weights withNewHead(Backbone backbone, Weights weights, int outputs) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
    tensors.put(
        HEAD_WEIGHT, Tensor.of(new float[outputs * backbone.width()], outputs, backbone.width()));
    tensors.put(HEAD_BIAS, Tensor.of(new float[outputs], outputs));
    return new Weights(tensors);
  }

  /**
   * The same network in the form in which it is trained.
   *
   * @param views gives some of the training views, where that form depends on them
   */
  public static Weights forTraining(
      NDManager manager, Backbone backbone, Weights weights, Supplier<List<PatchedViews>> views) {
    return backbone instanceof EfficientNetConfiguration convolutional
        ? BatchNorms.apart(manager, convolutional, weights, views.get())
        : weights;
  }

  /** The same network in the form in which it answers: {@link #forTraining} undone. */
  public static Weights forInference(Backbone backbone, Weights trained) {
    return backbone instanceof EfficientNetConfiguration convolutional
        ? BatchNorms.folded(convolutional, trained)
        : trained;
  }

  /** The shape of this network. */
  public abstract Backbone configuration();

  /**
   * The mean of the vectors of the places, {@code [batch, width]}.
   *
   * @param patches {@code [batch, kept, 3 * patchSize * patchSize]}, the samples of each kept patch
   *     as CHW, prepared as {@code pixel / 127.5 - 1}
   * @param positions {@code [batch, kept]}, 64-bit integers: where each kept patch lies in the
   *     picture, row by row from 0
   */
  public abstract NDArray embedding(NDArray patches, NDArray positions);

  /** The head over an embedding, {@code [batch, outputs]}. */
  public final NDArray head(NDArray embedding) {
    return embedding
        .getNDArrayInternal()
        .linear(embedding, parameter(HEAD_WEIGHT), parameter(HEAD_BIAS))
        .singletonOrThrow();
  }

  /** Logits of pictures, {@code [batch, outputs]}; see {@link #embedding} for the arguments. */
  public final NDArray logits(NDArray patches, NDArray positions) {
    return head(embedding(patches, positions));
  }

  /** The parameters themselves, by their names in files. */
  public final Map<String, NDArray> parameters() {
    return parameters;
  }

  /** Those parameters that gradients change. */
  public final Map<String, NDArray> learned() {
    Map<String, NDArray> learned = new LinkedHashMap<>(parameters);
    learned.keySet().removeIf(BatchNorms::isStatistic);
    return learned;
  }

  /** A copy of the parameters as they are now. */
  public final Weights weights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters.forEach(
        (name, array) ->
            tensors.put(name, Tensor.of(array.toFloatArray(), array.getShape().getShape())));
    return new Weights(tensors);
  }

  final NDArray parameter(String name) {
    NDArray parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalStateException("no parameter '" + name + "'");
    }
    return parameter;
  }

  final NDArray layer(NDArray x, String name) {
    return linear(x, parameter(name + ".weight"), parameter(name + ".bias"));
  }

  /**
   * A linear layer over vectors, {@code [batch, count, inputs]} to {@code [batch, count, outputs]},
   * in the form that is faster on this processor.
   */
  static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return Processor.HAS_AVX_512
        ? convolved(x, weight, bias)
        : x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
  }

  /**
   * The same as a convolution with a kernel of one pixel: the engine's convolutions use all of the
   * vectors of AVX-512, its matrix products on processors of AMD only half.
   */
  static NDArray convolved(NDArray x, NDArray weight, NDArray bias) {
    long batch = x.getShape().get(0);
    long count = x.getShape().get(1);
    long inputs = weight.getShape().get(1);
    long outputs = weight.getShape().get(0);
    NDArray pixels = x.reshape(batch, count, 1, inputs).transpose(0, 3, 1, 2);
    return Conv2d.conv2d(
            pixels,
            weight.reshape(outputs, inputs, 1, 1),
            bias,
            new Shape(1, 1),
            new Shape(0, 0),
            new Shape(1, 1),
            1)
        .singletonOrThrow()
        .transpose(0, 2, 3, 1)
        .reshape(batch, count, outputs);
  }
}
