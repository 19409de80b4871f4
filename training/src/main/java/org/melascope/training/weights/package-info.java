/**
 * The weights of a network as named tensors, outside of any engine, and the files of other software
 * that hold some.
 */
@NullMarked
package org.melascope.training.weights;

import org.jspecify.annotations.NullMarked;
