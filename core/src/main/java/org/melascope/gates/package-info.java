/**
 * When not to answer: whether a picture can be judged at all ({@link
 * org.melascope.gates.ImageQuality}), whether it is like the pictures that the network knows
 * ({@link org.melascope.gates.Novelty}), and whether its answer leaves both malignant and benign
 * open ({@link org.melascope.gates.ConformalPrediction}).
 *
 * <p>Their limits come with the bundle; none is in code. (That of the remark {@code
 * evidence-off-lesion} is: see {@link org.melascope.EvidencePlacement}.)
 */
@NullMarked
package org.melascope.gates;

import org.jspecify.annotations.NullMarked;
