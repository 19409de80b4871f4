package org.melascope.dataset.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The parts of a cross-validation, among which whole lesions are dealt out. */
final class Folds {
  /** How many there are. */
  static final int COUNT = 5;

  /** Fewer lesions of a class say nothing. */
  private static final int FEWEST = 20;

  private Folds() {}

  /** The fold of each picture, in an order that is random but always the same. */
  static int[] of(int[] lesions) {
    List<Integer> order = new ArrayList<>(IntStream.of(lesions).distinct().boxed().toList());
    Collections.shuffle(order, new Random(1));
    int[] foldOfLesion = new int[order.size()];
    for (int i = 0; i < foldOfLesion.length; i++) {
      foldOfLesion[order.get(i)] = i % COUNT;
    }
    return IntStream.of(lesions).map(lesion -> foldOfLesion[lesion]).toArray();
  }

  /** Whether {@value #FEWEST} lesions have pictures of the class and as many have others. */
  static boolean areEnough(boolean[] positive, int[] lesions) {
    return lesions(positive, lesions, true) >= FEWEST
        && lesions(positive, lesions, false) >= FEWEST;
  }

  private static long lesions(boolean[] positive, int[] lesions, boolean wanted) {
    return IntStream.range(0, positive.length)
        .filter(i -> positive[i] == wanted)
        .map(i -> lesions[i])
        .distinct()
        .count();
  }
}
