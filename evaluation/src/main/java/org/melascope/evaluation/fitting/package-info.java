/**
 * What a bundle holds besides the weights, set on labelled pictures: framing, calibration, gates,
 * operating points. An exported network goes in, so the same fitting serves networks however they
 * were made.
 *
 * <p>Nothing here looks at a test picture.
 */
@NullMarked
package org.melascope.evaluation.fitting;

import org.jspecify.annotations.NullMarked;
