package org.melascope.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.melascope.diagnosis.LabelSet;

/**
 * Two pictures of one lesion whose labels cannot both be right: no diagnosis is in both label sets.
 *
 * @param first one of them
 * @param second the other
 * @param because {@code copies of each other} or {@code the same lesion}
 */
public record LabelConflict(LabelledPicture first, LabelledPicture second, String because) {
  /** Whether both pictures are labelled and no diagnosis fits both labels. */
  static boolean between(LabelledPicture first, LabelledPicture second) {
    return first.label().isPresent()
        && second.label().isPresent()
        && isIncompatible(first.label().get(), second.label().get());
  }

  private static boolean isIncompatible(LabelSet first, LabelSet second) {
    return first.diagnoses().stream().noneMatch(second.diagnoses()::contains);
  }

  /** The conflicts between copies, then those of each lesion's pictures with its first one. */
  static List<LabelConflict> of(List<LabelledPicture> pictures, List<Copy> copies) {
    List<LabelConflict> conflicts = new ArrayList<>();
    for (Copy copy : copies) {
      if (between(copy.first(), copy.second())) {
        conflicts.add(new LabelConflict(copy.first(), copy.second(), "copies of each other"));
      }
    }
    Map<String, LabelledPicture> firstOfLesion = new HashMap<>();
    for (LabelledPicture picture : pictures) {
      if (picture.lesion().isPresent()) {
        LabelledPicture first = firstOfLesion.putIfAbsent(picture.lesion().get(), picture);
        if (first != null && between(first, picture)) {
          conflicts.add(new LabelConflict(first, picture, "the same lesion"));
        }
      }
    }
    return conflicts;
  }
}
