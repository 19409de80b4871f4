package org.melascope.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A lesion or a patient with pictures in more than one of train, validation and test.
 *
 * @param kind {@code lesion} or {@code patient}
 * @param id its name in the manifest
 * @param pictures all of its pictures that are used
 */
public record TornGroup(String kind, String id, List<LabelledPicture> pictures) {
  /** The first that a picture has counts. */
  private static final List<String> PATIENT_COLUMNS = List.of("patient_id", "patient", "patientid");

  public TornGroup {
    pictures = List.copyOf(pictures);
  }

  /** The patient of a picture, from a column {@code patient_id} or else {@code patient}. */
  static Optional<String> patient(LabelledPicture picture) {
    return picture.attributes().entrySet().stream()
        .filter(entry -> patientColumn(entry) >= 0)
        .min(Comparator.comparingInt(TornGroup::patientColumn))
        .map(Map.Entry::getValue);
  }

  private static int patientColumn(Map.Entry<String, String> attribute) {
    return PATIENT_COLUMNS.indexOf(attribute.getKey().toLowerCase(Locale.ROOT));
  }

  /** The lesions and patients that are torn, in the order of their first pictures. */
  static List<TornGroup> of(List<LabelledPicture> pictures) {
    List<TornGroup> torn = new ArrayList<>(of("lesion", LabelledPicture::lesion, pictures));
    torn.addAll(of("patient", TornGroup::patient, pictures));
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
