package org.melascope.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.melascope.training.EfficientNetConfiguration.Block;
import org.melascope.training.EfficientNetConfiguration.Convolution;

/**
 * An EfficientNet-Lite whose head is linear over the mean of the places of the last convolution.
 *
 * <p>The first convolution expects samples of {@code pixel - 127}; the network itself brings its
 * input there from {@code pixel / 127.5 - 1}, so that all backbones take pictures prepared alike.
 */
final class EfficientNet extends TrainableNetwork {
  /** From a sample in [-1, 1] to the first convolution: by this times, plus {@link #SHIFT}. */
  static final float SCALE = 127.5f;

  static final float SHIFT = 0.5f;

  /** Where ReLU6 clips. */
  static final float CLIP = 6;

  private final EfficientNetConfiguration configuration;
  private final boolean normalised;
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
    this.normalised = BatchNorms.areApart(weights);
  }

  /** Shows what every convolution makes of the pictures, before it is clipped. */
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
  EfficientNetConfiguration configuration() {
    return configuration;
  }

  @Override
  NDArray embedding(NDArray patches, NDArray positions) {
    long size = Math.round(Math.sqrt(patches.getShape().get(2) / 3.0));
    NDArray x = patches.reshape(-1, 3, size, size).mul(SCALE).add(SHIFT);
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
   * The engine pads all edges alike. Where more is needed after than before, the stride is 2: with
   * two more zeros at every edge all places are hit as wanted, and one more before them.
   */
  private NDArray convolved(NDArray x, Convolution c) {
    boolean even = c.before() == c.after();
    long padding = even ? c.before() : c.before() + 2L;
    NDArray result =
        Conv2d.conv2d(
                x,
                parameter(BatchNorms.weight(c.name())),
                normalised ? null : parameter(BatchNorms.bias(c.name())),
                new Shape(c.stride(), c.stride()),
                new Shape(padding, padding),
                new Shape(1, 1),
                c.groups())
            .singletonOrThrow();
    if (!even) {
      long last = 1 + x.getShape().get(2) / c.stride();
      result = result.get(":, :, 1:%d, 1:%d".formatted(last, last));
    }
    if (normalised) {
      result = normalised(result, c.name());
    }
    watcher.accept(c, result);
    return c.clipped() ? result.clip(0, CLIP) : result;
  }

  /** By the mean and variance of the batch; the running ones take a step towards them. */
  private NDArray normalised(NDArray x, String convolution) {
    return BatchNorm.batchNorm(
            x,
            parameter(BatchNorms.mean(convolution)),
            parameter(BatchNorms.variance(convolution)),
            parameter(BatchNorms.scale(convolution)),
            parameter(BatchNorms.bias(convolution)),
            1,
            BatchNorms.MOMENTUM,
            BatchNorms.EPSILON,
            true)
        .singletonOrThrow();
  }
}
