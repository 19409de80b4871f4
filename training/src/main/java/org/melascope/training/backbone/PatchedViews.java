package org.melascope.training.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Views of some pictures as a network takes them.
 *
 * @param size number of pictures
 * @param patches {@code [size, kept, patchLength]}
 * @param positions {@code [size, kept]}: where each patch lies in the picture
 */
public record PatchedViews(int size, float[] patches, long[] positions) {

  /** The patches within the training engine. */
  public NDArray patches(NDManager manager) {
    int kept = positions.length / size;
    return manager.create(patches, new Shape(size, kept, patches.length / positions.length));
  }

  /** The positions within the training engine. */
  public NDArray positions(NDManager manager) {
    return manager.create(positions, new Shape(size, positions.length / size));
  }
}
