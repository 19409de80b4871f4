package org.melascope.dataset.audit;

import org.melascope.dataset.LabelledPicture;

/**
 * What tells whether a picture is a copy of another.
 *
 * @param picture whose it is
 * @param sha256 of the file's bytes
 * @param thumbnail of the upright picture
 */
record Fingerprint(LabelledPicture picture, String sha256, Thumbnail thumbnail) {}
