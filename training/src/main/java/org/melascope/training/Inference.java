package org.melascope.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.Patches;
import org.melascope.training.backbone.TrainableNetwork;

/**
 * Running a network within the training engine, on whole pictures that are prepared as for
 * inference.
 */
final class Inference {
  private final NDManager manager;
  private final TrainableNetwork network;
  private final int[] positions;

  Inference(NDManager manager, TrainableNetwork network) {
    this.manager = manager;
    this.network = network;
    this.positions = IntStream.range(0, network.configuration().patches()).toArray();
  }

  /** The embedding of each picture, {@code [pictures][width]}. */
  float[][] embeddings(List<float[]> images) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return rows(embed(images));
    }
  }

  /** The logits of each picture, {@code [pictures][outputs]}. */
  float[][] logits(List<float[]> images) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return rows(network.head(embed(images)));
    }
  }

  private NDArray embed(List<float[]> images) {
    Backbone c = network.configuration();
    float[] patches = new float[images.size() * c.patches() * c.patchLength()];
    for (int i = 0; i < images.size(); i++) {
      Patches.copy(c.look(1), images.get(i), positions, patches, i * c.patches() * c.patchLength());
    }
    NDArray places =
        manager
            .create(IntStream.of(positions).asLongStream().toArray(), new Shape(1, c.patches()))
            .broadcast(new Shape(images.size(), c.patches()));
    NDArray input = manager.create(patches, new Shape(images.size(), c.patches(), c.patchLength()));
    return network.embedding(input, places);
  }

  private static float[][] rows(NDArray matrix) {
    int rows = (int) matrix.getShape().get(0);
    int columns = (int) matrix.getShape().get(1);
    float[] values = matrix.toFloatArray();
    float[][] result = new float[rows][columns];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, row * columns, result[row], 0, columns);
    }
    return result;
  }
}
