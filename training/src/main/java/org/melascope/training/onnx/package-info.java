/** Networks as ONNX files: written, read back as weights, and computed in integers. */
@NullMarked
package org.melascope.training.onnx;

import org.jspecify.annotations.NullMarked;
