package org.melascope.dataset;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.melascope.diagnosis.LabelSet;

/**
 * One labelled picture.
 *
 * @param name how it is called in the manifest or below the folder, with forward slashes; unique in
 *     its data set
 * @param file where it lies
 * @param source the collection it comes from, such as {@code ham10000}
 * @param split what it may be used for
 * @param lesion the lesion it shows, where known: pictures of one lesion stay in one split
 * @param label what it is known to be; empty when it shows no lesion at all or nothing is known
 * @param attributes what else is known (age, sex, site, confirmed_by, ...), by column name; empty
 *     values are left out
 */
public record LabelledPicture(
    String name,
    Path file,
    String source,
    Split split,
    Optional<String> lesion,
    Optional<LabelSet> label,
    Map<String, String> attributes) {
  /** The first that a picture has counts. */
  private static final List<String> PATIENT_COLUMNS = List.of("patient_id", "patient", "patientid");

  public LabelledPicture {
    attributes = Map.copyOf(attributes);
  }

  /**
   * Names the lesion. An identifier is one lesion in whatever source it occurs, for collections
   * overlap; a picture of an unknown lesion counts as one of its own.
   */
  public String lesionKey() {
    return lesionKey(lesion, name);
  }

  /** The same of a picture of this name. */
  public static String lesionKey(Optional<String> lesion, String name) {
    return lesion.map(known -> "lesion/" + known).orElse("picture/" + name);
  }

  /** The patient, from a column {@code patient_id} or else {@code patient}. */
  public Optional<String> patient() {
    return attributes.entrySet().stream()
        .filter(entry -> patientColumn(entry) >= 0)
        .min(Comparator.comparingInt(LabelledPicture::patientColumn))
        .map(Map.Entry::getValue);
  }

  private static int patientColumn(Map.Entry<String, String> attribute) {
    return PATIENT_COLUMNS.indexOf(attribute.getKey().toLowerCase(Locale.ROOT));
  }

  /** The same picture, to be used for something else. */
  public LabelledPicture inSplit(Split other) {
    return new LabelledPicture(name, file, source, other, lesion, label, attributes);
  }
}
