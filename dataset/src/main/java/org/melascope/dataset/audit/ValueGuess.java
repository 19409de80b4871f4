package org.melascope.dataset.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Guesses the class of a picture from one value, such as its source: by how frequent the class is
 * among pictures of that value in the other {@linkplain Folds folds}, so that a value with few
 * pictures is not taken for one that tells their class.
 */
final class ValueGuess {
  /** So many pictures with the class as frequent as anywhere are added to those of a value. */
  private static final double SHRINKAGE = 5;

  private ValueGuess() {}

  /**
   * The area under the ROC curve of the guesses; empty unless both classes have {@linkplain
   * Folds#areEnough enough lesions}.
   *
   * @param values of each picture one
   * @param lesions which pictures belong together: those of equal numbers
   */
  static Optional<ClusteredAuc> auc(List<String> values, boolean[] positive, int[] lesions) {
    return Folds.areEnough(positive, lesions)
        ? Optional.of(
            ClusteredAuc.of(scores(values, positive, Folds.of(lesions)), positive, lesions))
        : Optional.empty();
  }

  /**
   * The logarithm of the odds of the class among the pictures of equal value in other folds, less
   * that among all of them; 0 for a value that these do not have.
   */
  static double[] scores(List<String> values, boolean[] positive, int[] folds) {
    double[] scores = new double[positive.length];
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      Shares others = new Shares();
      for (int i = 0; i < scores.length; i++) {
        if (folds[i] != fold) {
          others.add(values.get(i), positive[i]);
        }
      }
      for (int i = 0; i < scores.length; i++) {
        if (folds[i] == fold) {
          scores[i] = others.score(values.get(i));
        }
      }
    }
    return scores;
  }

  /** How frequent the class is, over all and by value. */
  private static final class Shares {
    private final Map<String, int[]> counts = new HashMap<>();
    private int pictures;
    private int positives;

    void add(String value, boolean positive) {
      int[] count = counts.computeIfAbsent(value, key -> new int[2]);
      count[0]++;
      count[1] += positive ? 1 : 0;
      pictures++;
      positives += positive ? 1 : 0;
    }

    double score(String value) {
      double all = (positives + 0.5) / (pictures + 1);
      int[] count = counts.getOrDefault(value, new int[2]);
      double share = (count[1] + SHRINKAGE * all) / (count[0] + SHRINKAGE);
      return Math.log(share / (1 - share)) - Math.log(all / (1 - all));
    }
  }
}
