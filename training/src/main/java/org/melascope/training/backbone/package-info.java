/**
 * The networks as they are trained: their shapes and what they compute within the training engine
 * (PyTorch, through DJL).
 */
@NullMarked
package org.melascope.training.backbone;

import org.jspecify.annotations.NullMarked;
