/**
 * Training: the networks as they are trained, the recipe, checkpoints, and the export to ONNX.
 *
 * <p>The only package that knows the training engine (PyTorch, through DJL). Serving and
 * classifying never load it.
 */
@NullMarked
package org.melascope.training;

import org.jspecify.annotations.NullMarked;
