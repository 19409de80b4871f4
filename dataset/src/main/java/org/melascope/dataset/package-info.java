/**
 * Labelled pictures: manifests, class folders, lesion-aware splits, audits of what is wrong with
 * them, and synthetic lesions for demonstrations and tests.
 *
 * <p>Nothing here knows what a network is.
 */
@NullMarked
package org.melascope.dataset;

import org.jspecify.annotations.NullMarked;
