package org.melascope.dataset.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;

/**
 * A lesion or a patient with pictures in more than one of train, validation and test.
 *
 * @param kind {@code lesion} or {@code patient}
 * @param id its name in the manifest
 * @param pictures all of its pictures that are used
 */
public record TornGroup(String kind, String id, List<LabelledPicture> pictures) {
  public TornGroup {
    pictures = List.copyOf(pictures);
  }

  /** The lesions and patients that are torn, in the order of their first pictures. */
  static List<TornGroup> of(List<LabelledPicture> pictures) {
    List<TornGroup> torn = new ArrayList<>(of("lesion", LabelledPicture::lesion, pictures));
    torn.addAll(of("patient", LabelledPicture::patient, pictures));
    return torn;
  }

  private static List<TornGroup> of(
      String kind, Function<LabelledPicture, Optional<String>> id, List<LabelledPicture> pictures) {
    Map<String, List<LabelledPicture>> groups = new LinkedHashMap<>();
    for (LabelledPicture picture : pictures) {
      if (picture.split() != Split.UNUSED) {
        id.apply(picture)
            .ifPresent(key -> groups.computeIfAbsent(key, k -> new ArrayList<>()).add(picture));
      }
    }
    return groups.entrySet().stream()
        .filter(
            group -> group.getValue().stream().map(LabelledPicture::split).distinct().count() > 1)
        .map(group -> new TornGroup(kind, group.getKey(), group.getValue()))
        .toList();
  }
}
