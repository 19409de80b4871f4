package org.melascope.dataset.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
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

  /**
   * The conflicts between copies, then those within each lesion, of the pictures that are used: a
   * picture is held against the first one of every other label that its lesion had before.
   */
  static List<LabelConflict> of(List<LabelledPicture> pictures, List<Copy> copies) {
    List<LabelConflict> conflicts = new ArrayList<>();
    Set<Set<String>> told = new HashSet<>();
    for (Copy copy : copies) {
      if (isUsed(copy.first()) && isUsed(copy.second()) && between(copy.first(), copy.second())) {
        conflicts.add(new LabelConflict(copy.first(), copy.second(), "copies of each other"));
        told.add(Set.of(copy.first().name(), copy.second().name()));
      }
    }
    Map<String, Map<LabelSet, LabelledPicture>> lesions = new HashMap<>();
    for (LabelledPicture picture : pictures) {
      if (isUsed(picture) && picture.lesion().isPresent() && picture.label().isPresent()) {
        Map<LabelSet, LabelledPicture> firstOfLabel =
            lesions.computeIfAbsent(picture.lesion().get(), key -> new LinkedHashMap<>());
        for (LabelledPicture first : firstOfLabel.values()) {
          if (between(first, picture) && told.add(Set.of(first.name(), picture.name()))) {
            conflicts.add(new LabelConflict(first, picture, "the same lesion"));
          }
        }
        firstOfLabel.putIfAbsent(picture.label().get(), picture);
      }
    }
    return conflicts;
  }

  private static boolean isUsed(LabelledPicture picture) {
    return picture.split() != Split.UNUSED;
  }
}
