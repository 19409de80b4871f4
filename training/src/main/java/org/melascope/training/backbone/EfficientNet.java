package org.melascope.training.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.melascope.training.backbone.EfficientNetConfiguration.Block;
import org.melascope.training.backbone.EfficientNetConfiguration.Convolution;
import org.melascope.training.weights.Weights;

/**
 * An EfficientNet-Lite whose head is linear over the mean of the places of the last convolution.
 *
 * <p>The first convolution expects samples of {@code pixel - 127}; the network itself brings its
 * input there from {@code pixel / 127.5 - 1}, so that all backbones take pictures prepared alike.
 */
final class EfficientNet extends TrainableNetwork {
  private final EfficientNetConfiguration configuration;
  private final boolean normalised;

  /** {@link EfficientNetConfiguration#CLIP}, as an array that lives as long as the network. */
  private final NDArray clip;

  private BiConsumer<Convolution, NDArray> watcher = (convolution, made) -> {};

  /**
   * A network with these weights: with its norms folded, as it is outside of training, or with
   * {@link BatchNorms} apart, as it is trained.
   */
  EfficientNet(
      NDManager manager, EfficientNetConfiguration configuration, Weights weights, int outputs) {
    super(
        manager,
        BatchNorms.areApart(weights)
            ? shapesApart(configuration, outputs)
            : shapes(configuration, outputs),
        weights);
    this.configuration = configuration;
    this.clip = manager.create(EfficientNetConfiguration.CLIP);
    this.normalised = BatchNorms.areApart(weights);
  }

  /**
   * Shows what every convolution of a network with its norms folded makes of the pictures, before
   * it is clipped.
   */
  void watch(BiConsumer<Convolution, NDArray> watcher) {
    this.watcher = watcher;
  }

  /** As {@link #shapes}, with the batch norms apart. */
  private static Map<String, Shape> shapesApart(EfficientNetConfiguration c, int outputs) {
    Map<String, Shape> shapes = new LinkedHashMap<>(shapes(c, outputs));
    for (Block block : c.blocks()) {
      for (Convolution convolution : block.convolutions()) {
        Shape channels = new Shape(convolution.outputs());
        shapes.put(BatchNorms.scale(convolution.name()), channels);
        shapes.put(BatchNorms.mean(convolution.name()), channels);
        shapes.put(BatchNorms.variance(convolution.name()), channels);
      }
    }
    return shapes;
  }

  /** Names and shapes of all parameters, from the picture to the head. */
  static Map<String, Shape> shapes(EfficientNetConfiguration c, int outputs) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Block block : c.blocks()) {
      for (Convolution convolution : block.convolutions()) {
        shapes.put(
            BatchNorms.weight(convolution.name()),
            new Shape(
                convolution.outputs(),
                convolution.inputs() / convolution.groups(),
                convolution.kernel(),
                convolution.kernel()));
        shapes.put(BatchNorms.bias(convolution.name()), new Shape(convolution.outputs()));
      }
    }
    putHead(shapes, c, outputs);
    return shapes;
  }

  @Override
  public EfficientNetConfiguration configuration() {
    return configuration;
  }

  @Override
  public NDArray embedding(NDArray patches, NDArray positions) {
    long size = Math.round(Math.sqrt(patches.getShape().get(2) / 3.0));
    NDArray x =
        channelsLast(patches.reshape(-1, 3, size, size))
            .mul(EfficientNetConfiguration.SCALE)
            .add(EfficientNetConfiguration.SHIFT);
    for (Block block : configuration.blocks()) {
      NDArray input = x;
      for (Convolution convolution : block.convolutions()) {
        x = convolved(x, convolution);
      }
      if (block.residual()) {
        x = x.add(input);
      }
    }
    return x.reshape(x.getShape().get(0), configuration.width(), -1).mean(new int[] {2});
  }

  /**
   * The same array with the channels of a place side by side in memory, and so are those of all
   * that the engine computes from it: its convolutions take half the time that way.
   */
  private static NDArray channelsLast(NDArray x) {
    long[] shape = x.getShape().getShape();
    return x.transpose(0, 2, 3, 1)
        .flatten()
        .reshape(shape[0], shape[2], shape[3], shape[1])
        .transpose(0, 3, 1, 2);
  }

  private NDArray convolved(NDArray x, Convolution c) {
    NDArray weight = parameter(BatchNorms.weight(c.name()));
    NDArray result =
        Conv2d.conv2d(
                x,
                c.before() == c.after() ? weight : withZerosBefore(weight),
                normalised ? null : parameter(BatchNorms.bias(c.name())),
                new Shape(c.stride(), c.stride()),
                new Shape(c.after(), c.after()),
                new Shape(1, 1),
                c.groups())
            .singletonOrThrow();
    if (normalised) {
      return c.clipped() ? normalisedAndClipped(result, c.name()) : normalised(result, c.name());
    }
    watcher.accept(c, result);
    return c.clipped() ? clipped(result) : result;
  }

  /**
   * The engine pads all edges alike. Where the configuration wants one less before than after, a
   * row and a column of zeros before the kernel make up for it.
   */
  private static NDArray withZerosBefore(NDArray kernel) {
    Shape shape = kernel.getShape();
    NDManager manager = kernel.getManager();
    NDArray row = manager.zeros(new Shape(shape.get(0), shape.get(1), 1, shape.get(3)));
    NDArray column = manager.zeros(new Shape(shape.get(0), shape.get(1), shape.get(2) + 1, 1));
    return column.concat(row.concat(kernel, 2), 3);
  }

  /**
   * ReLU6 by two rectifiers, whose gradient takes the engine far less time than that of clipping.
   */
  private NDArray clipped(NDArray x) {
    return clippedBy(clip.sub(x));
  }

  /** {@link #clipped} of what differs so much from where ReLU6 clips. */
  private NDArray clippedBy(NDArray difference) {
    return Activation.relu(clip.sub(Activation.relu(difference)));
  }

  /**
   * {@link #clipped} of {@link #normalised}, whose difference the norm makes by its scale and bias:
   * a pass over the samples less, there and back, which is a tenth of the time of a step.
   */
  private NDArray normalisedAndClipped(NDArray x, String convolution) {
    return clippedBy(
        normalised(
            x,
            convolution,
            parameter(BatchNorms.scale(convolution)).neg(),
            clip.sub(parameter(BatchNorms.bias(convolution)))));
  }

  private NDArray normalised(NDArray x, String convolution) {
    return normalised(
        x,
        convolution,
        parameter(BatchNorms.scale(convolution)),
        parameter(BatchNorms.bias(convolution)));
  }

  /** By the mean and variance of the batch; the running ones take a step towards them. */
  private NDArray normalised(NDArray x, String convolution, NDArray scale, NDArray bias) {
    return BatchNorm.batchNorm(
            x,
            parameter(BatchNorms.mean(convolution)),
            parameter(BatchNorms.variance(convolution)),
            scale,
            bias,
            1,
            BatchNorms.MOMENTUM,
            BatchNorms.EPSILON,
            true)
        .singletonOrThrow();
  }
}
