package org.melascope.training;

import org.melascope.training.backbone.PatchedViews;

/**
 * Views of some pictures, and what is known of them.
 *
 * @param views of the pictures
 * @param labels what is known of each
 */
record Batch(PatchedViews views, Labels labels) {}
