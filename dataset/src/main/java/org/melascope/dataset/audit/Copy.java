package org.melascope.dataset.audit;

import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;

/**
 * Two files that hold the same picture.
 *
 * @param first the one that comes first in the data set
 * @param second the other one
 * @param sameBytes whether the files are equal byte by byte
 * @param turn how the second must be turned to look like the first
 * @param similarity correlation of their fine details when laid over each other, at most 1; 1 for
 *     equal files
 */
public record Copy(
    LabelledPicture first,
    LabelledPicture second,
    boolean sameBytes,
    Turn turn,
    double similarity) {
  public Copy {
    if (first.name().equals(second.name())) {
      throw new IllegalArgumentException("'" + first.name() + "' is no copy of itself");
    }
    if (!(similarity <= 1)) {
      throw new IllegalArgumentException("a correlation is at most 1, not " + similarity);
    }
  }

  /** Whether one is used to train, validate or test and the other for another of these. */
  public boolean acrossSplits() {
    return first.split() != second.split()
        && first.split() != Split.UNUSED
        && second.split() != Split.UNUSED;
  }

  /** Whether both are used for the same. */
  public boolean withinSplit() {
    return first.split() == second.split() && first.split() != Split.UNUSED;
  }

  /** Whether both are known to show the same lesion. */
  public boolean sameLesion() {
    return first.lesion().isPresent() && first.lesion().equals(second.lesion());
  }
}
