package org.melascope.training;

/** In what the network of a bundle computes. */
public enum Precision {
  /** All in 32-bit floating point, as it was trained. */
  FLOAT32,
  /** Most layers of transformers in 8-bit integers; see {@link BundleQuantisation}. */
  INT8
}
