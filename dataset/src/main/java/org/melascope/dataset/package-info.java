/**
 * Labelled pictures: manifests, class folders and lesion-aware splits.
 *
 * <p>Nothing here knows what a network is.
 */
@NullMarked
package org.melascope.dataset;

import org.jspecify.annotations.NullMarked;
