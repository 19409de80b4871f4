package org.melascope.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which pictures belong together because they show the same lesion, come from the same patient or
 * are copies: what neither a split nor a fold of a cross-validation must tear.
 */
public final class Clusters {
  private final Map<String, String> parents = new HashMap<>();

  /** Joins the pictures of each lesion and patient. */
  public static Clusters of(List<LabelledPicture> pictures) {
    Clusters clusters = new Clusters();
    for (LabelledPicture picture : pictures) {
      String name = name(picture);
      clusters.join(name, picture.lesionKey());
      picture.patient().ifPresent(patient -> clusters.join(name, "patient/" + patient));
    }
    return clusters;
  }

  /** Joins two pictures, and with them what each belongs to. */
  public void join(LabelledPicture one, LabelledPicture other) {
    join(name(one), name(other));
  }

  /** For each of these pictures the number of its cluster, from 0 in the order they appear. */
  public int[] numbers(List<LabelledPicture> pictures) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] result = new int[pictures.size()];
    for (int i = 0; i < result.length; i++) {
      String root = root(name(pictures.get(i)));
      result[i] = numbers.computeIfAbsent(root, key -> numbers.size());
    }
    return result;
  }

  private static String name(LabelledPicture picture) {
    return LabelledPicture.lesionKey(Optional.empty(), picture.name());
  }

  private void join(String first, String second) {
    parents.put(root(first), root(second));
  }

  private String root(String name) {
    String at = name;
    for (String up = parents.getOrDefault(at, at); !up.equals(at); ) {
      String above = parents.getOrDefault(up, up);
      parents.put(at, above);
      at = up;
      up = above;
    }
    return at;
  }
}
