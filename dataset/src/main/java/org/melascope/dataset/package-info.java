/**
 * Labelled pictures: manifests, class folders, lesion-aware splits, and synthetic lesions for
 * demonstrations and tests.
 *
 * <p>Nothing here knows what a network is.
 */
@NullMarked
package org.melascope.dataset;

import org.jspecify.annotations.NullMarked;
