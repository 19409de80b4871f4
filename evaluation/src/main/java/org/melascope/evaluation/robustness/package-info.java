/**
 * What becomes of the answers when pictures are changed as another camera, hand or file would
 * change them: the changes, the passes over changed pictures, and the table of what they did.
 */
@NullMarked
package org.melascope.evaluation.robustness;

import org.jspecify.annotations.NullMarked;
