/**
 * Running a network with ONNX Runtime: tensor in; logits, evidence and embedding out.
 *
 * <p>Nothing here knows how a network is trained or what its logits mean.
 */
@NullMarked
package org.melascope.network;

import org.jspecify.annotations.NullMarked;
