/** Random views of a picture: what may differ between two photos of the same lesion. */
@NullMarked
package org.melascope.training.augmentation;

import org.jspecify.annotations.NullMarked;
