package org.melascope.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Labelled pictures in the order of their manifest, or of their names if they come from class
 * folders.
 *
 * <p>No picture occurs twice, and no lesion is in two of the splits train, validation and test
 * ({@link Split#UNUSED} is none of them): an {@link InvalidDataSetException} names those that do.
 *
 * @param name what it is called in reports: the manifest's name without its ending, or the folder's
 * @param provenance where it was read from
 * @param pictures in order; may be empty after {@link #withSplit} or {@link #withSource}, never
 *     when opened
 */
public record DataSet(String name, Provenance provenance, List<LabelledPicture> pictures) {
  public DataSet {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a data set needs a name");
    }
    pictures = List.copyOf(pictures);
    checkNames(provenance, pictures);
    checkLesions(provenance, pictures);
  }

  /**
   * Opens a manifest (a file, see {@link Manifest}) or class folders (a directory, see {@link
   * ClassFolders}); splits that are missing are drawn by {@link LesionAwareSplit#DEFAULT}.
   *
   * @throws InvalidDataSetException if it is not there, or not as a data set must be
   * @throws IOException if it cannot be read
   */
  public static DataSet open(Path manifestOrFolder) throws IOException {
    return open(manifestOrFolder, LesionAwareSplit.DEFAULT);
  }

  /** Like {@link #open(Path)}; splits that are missing are drawn by the given rule. */
  public static DataSet open(Path manifestOrFolder, LesionAwareSplit split) throws IOException {
    return Listing.of(manifestOrFolder).toDataSet(split);
  }

  /** Only the pictures of this split. */
  public DataSet withSplit(Split split) {
    return only(picture -> picture.split() == split);
  }

  /** Only the pictures of this source. */
  public DataSet withSource(String source) {
    return only(picture -> picture.source().equals(source));
  }

  /** All pictures but those of these sources; the provenance says that they are missing. */
  public DataSet withoutSources(Set<String> sources) {
    Provenance told = sources.isEmpty() ? provenance : provenance.without(new TreeSet<>(sources));
    return new DataSet(name, told, only(picture -> !sources.contains(picture.source())).pictures());
  }

  /**
   * At most so many pictures, always the same ones: of every source and label as large a share as
   * of all, chosen by a hash of the pictures' names and kept in order.
   *
   * @param size at least 1
   */
  public DataSet sample(int size) {
    return only(StratifiedSample.of(pictures, size)::contains);
  }

  /** The sources that occur, sorted. */
  public SortedSet<String> sources() {
    return Collections.unmodifiableSortedSet(
        pictures.stream()
            .map(LabelledPicture::source)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The number of pictures. */
  public int size() {
    return pictures.size();
  }

  /**
   * Name and number of pictures by split: {@code manifest: 16279 train, 1824 validation, 4374 test,
   * 2 unused}.
   */
  @Override
  public String toString() {
    return Arrays.stream(Split.values())
        .map(split -> Map.entry(split.word(), withSplit(split).size()))
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", ", name + ": ", ""));
  }

  private DataSet only(Predicate<LabelledPicture> wanted) {
    return new DataSet(name, provenance, pictures.stream().filter(wanted).toList());
  }

  private static void checkNames(Provenance provenance, List<LabelledPicture> pictures) {
    Set<String> names = new HashSet<>();
    for (LabelledPicture picture : pictures) {
      if (!names.add(picture.name())) {
        throw new InvalidDataSetException(
            provenance.description() + ": picture '" + picture.name() + "' occurs twice");
      }
    }
  }

  private static void checkLesions(Provenance provenance, List<LabelledPicture> pictures) {
    Map<String, LabelledPicture> firstOfLesion = new HashMap<>();
    for (LabelledPicture picture : pictures) {
      if (picture.lesion().isEmpty() || picture.split() == Split.UNUSED) {
        continue;
      }
      String lesion = picture.lesion().get();
      LabelledPicture first = firstOfLesion.putIfAbsent(lesion, picture);
      if (first != null && first.split() != picture.split()) {
        throw new InvalidDataSetException(
            "%s: lesion '%s' is in two splits, %s (%s) and %s (%s); a lesion belongs in one, and two lesions need two identifiers, also in two sources"
                .formatted(
                    provenance.description(),
                    lesion,
                    first.split().word(),
                    first.name(),
                    picture.split().word(),
                    picture.name()));
      }
    }
  }
}
