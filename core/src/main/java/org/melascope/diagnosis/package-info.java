/**
 * What the network's numbers mean: diagnoses, their distribution, calibration, operating points,
 * decisions.
 *
 * <p>Plain values without input or output; nothing here knows where the numbers came from.
 */
@NullMarked
package org.melascope.diagnosis;

import org.jspecify.annotations.NullMarked;
