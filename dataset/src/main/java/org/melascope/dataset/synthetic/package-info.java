/** Synthetic lesions, drawn from a seed, for demonstrations, gates and tests. */
@NullMarked
package org.melascope.dataset.synthetic;

import org.jspecify.annotations.NullMarked;
