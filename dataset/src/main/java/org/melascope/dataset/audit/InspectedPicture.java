package org.melascope.dataset.audit;

import org.melascope.dataset.LabelledPicture;

/**
 * A picture that was read for an audit.
 *
 * @param fingerprint what tells its copies
 * @param traits what can be known of it without looking at the lesion
 */
record InspectedPicture(Fingerprint fingerprint, Traits traits) {
  LabelledPicture picture() {
    return fingerprint.picture();
  }
}
