package org.melascope.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Views of some pictures as the network takes them.
 *
 * @param size number of pictures
 * @param patches {@code [size, kept, patchLength]}
 * @param positions {@code [size, kept]}: where each patch lies in the picture
 * @param labels what is known of each
 */
record Batch(int size, float[] patches, long[] positions, Labels labels) {

  NDArray patches(NDManager manager) {
    int kept = positions.length / size;
    return manager.create(patches, new Shape(size, kept, patches.length / positions.length));
  }

  NDArray positions(NDManager manager) {
    return manager.create(positions, new Shape(size, positions.length / size));
  }
}
