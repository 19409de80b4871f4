package org.melascope.dataset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.melascope.diagnosis.LabelSet;

/**
 * Draws the splits that a data set lacks, whole lesions at a time and the same share of each label.
 *
 * <p>Lesions are taken in the order of a hash of the seed and their id until their pictures make up
 * the share, so the outcome depends on the seed and the names, not on the order of files, and
 * adding pictures moves few others. A picture without a lesion id is its own lesion; the lesions of
 * a patient, where a column {@code patient_id} or {@code patient} tells them, count as one, with
 * the rarest of their labels. Of a label that two or more count with, at least one is taken and at
 * least one left.
 *
 * @param validationShare share of the train pictures that become validation, in [0, 1)
 * @param testShare share of all pictures that become test where no splits are given at all, in [0,
 *     1)
 * @param seed another one draws other lesions
 */
public record LesionAwareSplit(double validationShare, double testShare, long seed) {
  /** 12 % validation, 15 % test, seed 1. */
  public static final LesionAwareSplit DEFAULT = new LesionAwareSplit(0.12, 0.15, 1);

  public LesionAwareSplit {
    checkShare("validation", validationShare);
    checkShare("test", testShare);
  }

  /**
   * Completes the splits of a data set and notes in its provenance what was drawn, with the seed.
   * If the data set does not say which pictures are for what, all of them are drawn from, and test
   * is drawn as well.
   */
  public Listing complete(Listing given) {
    List<LabelledPicture> pictures = given.pictures();
    List<String> drawn = new ArrayList<>();
    if (!given.splitsGiven() && testShare > 0) {
      pictures = draw(pictures, testShare, Split.TEST);
      drawn.add("test (%s %% of all)".formatted(percent(testShare)));
    }
    boolean has = pictures.stream().anyMatch(picture -> picture.split() == Split.VALIDATION);
    boolean canDraw = pictures.stream().anyMatch(picture -> picture.split() == Split.TRAIN);
    if (!has && canDraw && validationShare > 0) {
      pictures = draw(pictures, validationShare, Split.VALIDATION);
      drawn.add("validation (%s %% of train)".formatted(percent(validationShare)));
    }
    if (drawn.isEmpty()) {
      return given;
    }
    String note = "; %s drawn by lesion with seed %d".formatted(String.join(" and ", drawn), seed);
    return given.with(pictures, note);
  }

  private List<LabelledPicture> draw(List<LabelledPicture> pictures, double share, Split target) {
    Map<String, String> keys = keys(pictures);
    Map<String, List<LabelledPicture>> lesions =
        pictures.stream()
            .filter(picture -> picture.split() == Split.TRAIN)
            .sorted(Comparator.comparing(LabelledPicture::name))
            .collect(
                Collectors.groupingBy(
                    picture -> keys.getOrDefault(picture.name(), picture.lesionKey()),
                    TreeMap::new,
                    Collectors.toList()));
    Map<String, Long> counts =
        lesions.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(LesionAwareSplit::label, Collectors.counting()));
    Set<String> taken = new HashSet<>();
    lesions.entrySet().stream()
        .collect(Collectors.groupingBy(lesion -> label(lesion.getValue(), counts)))
        .values()
        .forEach(stratum -> taken.addAll(take(stratum, share, target)));
    return pictures.stream()
        .map(
            picture ->
                picture.split() == Split.TRAIN && taken.contains(keys.get(picture.name()))
                    ? picture.inSplit(target)
                    : picture)
        .toList();
  }

  /** For each picture, by its name, the first lesion of those that must stay together with it. */
  private static Map<String, String> keys(List<LabelledPicture> pictures) {
    int[] clusters = Clusters.of(pictures).numbers(pictures);
    Map<Integer, String> firsts = new HashMap<>();
    for (int i = 0; i < clusters.length; i++) {
      firsts.merge(
          clusters[i],
          pictures.get(i).lesionKey(),
          (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
    Map<String, String> keys = new HashMap<>();
    for (int i = 0; i < clusters.length; i++) {
      keys.put(pictures.get(i).name(), firsts.get(clusters[i]));
    }
    return keys;
  }

  private Set<String> take(
      List<Map.Entry<String, List<LabelledPicture>>> stratum, double share, Split target) {
    List<Map.Entry<String, List<LabelledPicture>>> order =
        stratum.stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, List<LabelledPicture>> lesion) ->
                            hash(target, lesion.getKey()))
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    int total = order.stream().mapToInt(lesion -> lesion.getValue().size()).sum();
    long wanted = Math.max(1, Math.round(share * total));
    Set<String> taken = new HashSet<>();
    int count = 0;
    for (Map.Entry<String, List<LabelledPicture>> lesion : order.subList(0, order.size() - 1)) {
      if (count >= wanted) {
        break;
      }
      taken.add(lesion.getKey());
      count += lesion.getValue().size();
    }
    return taken;
  }

  private long hash(Split target, String key) {
    return ByteBuffer.wrap(Provenance.sha256(seed + "/" + target.word() + "/" + key)).getLong();
  }

  /**
   * The lesions of a patient go with the rarest of their labels: else none of it might be drawn.
   * Only if there is none, they go with those without one.
   */
  private static String label(List<LabelledPicture> lesions, Map<String, Long> counts) {
    return lesions.stream()
        .map(LesionAwareSplit::label)
        .filter(label -> !label.isEmpty())
        .min(
            Comparator.comparingLong((String label) -> counts.getOrDefault(label, 0L))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  private static String label(LabelledPicture picture) {
    return picture.label().map(LabelSet::toString).orElse("");
  }

  private static String percent(double share) {
    return String.valueOf(Math.round(share * 1000) / 10.0).replaceAll("\\.0$", "");
  }

  private static void checkShare(String name, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "the " + name + " share must be at least 0 and below 1, not " + share);
    }
  }
}
