/**
 * Training: the recipe, the training itself with its checkpoints, and the bundle that comes of it.
 *
 * <p>This package and its rooms are the only ones that know the training engine (PyTorch, through
 * DJL). Serving and classifying never load it.
 */
@NullMarked
package org.melascope.training;

import org.jspecify.annotations.NullMarked;
