/**
 * Whether the evidence map says what the network does: what becomes of the answer when patches are
 * blurred away in the order of their evidence, against other orders; and what becomes of the map
 * when the network's weights are shuffled.
 */
@NullMarked
package org.melascope.evaluation.faithfulness;

import org.jspecify.annotations.NullMarked;
