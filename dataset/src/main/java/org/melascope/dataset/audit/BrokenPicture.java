package org.melascope.dataset.audit;

import org.melascope.dataset.LabelledPicture;

/**
 * A picture of a data set that cannot be read.
 *
 * @param picture which
 * @param reason what it is and what to do, without its name
 */
public record BrokenPicture(LabelledPicture picture, String reason) {}
