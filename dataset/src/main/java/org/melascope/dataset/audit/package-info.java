/**
 * Audits: what is wrong with labelled pictures before anybody trains on them. Copies, torn lesions
 * and patients, labels that contradict each other, broken files, and classes that can be told
 * without the lesion.
 */
@NullMarked
package org.melascope.dataset.audit;

import org.jspecify.annotations.NullMarked;
