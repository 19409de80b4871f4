package org.melascope.dataset.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.melascope.dataset.Clusters;

/**
 * How well a class is told without looking at the lesion: {@linkplain BoostedStumps boosted stumps}
 * on {@linkplain Trait traits}, each picture judged by those that were fitted to four fifths of the
 * other lesions.
 *
 * @param question which class
 * @param scope {@code all} or a source
 * @param traits what it was told by: {@code all traits}, a family of traits or one of them
 * @param family the family; {@code all} for all traits
 * @param pictures number of pictures
 * @param positives number of those of the class
 * @param auc area under the ROC curve of the guesses
 */
public record BlindGuess(
    AuditQuestion question,
    String scope,
    String traits,
    String family,
    int pictures,
    int positives,
    ClusteredAuc auc) {
  /** What all traits together are called. */
  static final String ALL = "all";

  /** Whether this is a family of traits, and neither all of them nor a single one. */
  public boolean isFamily() {
    return traits.equals(family) && !family.equals(ALL);
  }

  /** The guesses about some pictures by everything, by each family and by each trait. */
  static List<BlindGuess> of(
      AuditQuestion question, String scope, List<InspectedPicture> pictures, Clusters clusters) {
    List<InspectedPicture> known =
        pictures.stream().filter(p -> question.answer(p.picture()).isPresent()).toList();
    boolean[] positive = new boolean[known.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = question.answer(known.get(i).picture()).orElseThrow();
    }
    int[] lesions = clusters.numbers(known.stream().map(InspectedPicture::picture).toList());
    if (!Folds.areEnough(positive, lesions)) {
      return List.of();
    }
    int[] folds = Folds.of(lesions);
    int positives = (int) IntStream.range(0, positive.length).filter(i -> positive[i]).count();
    return sets().entrySet().parallelStream()
        .map(
            set -> {
              double[][] rows = rows(known, set.getValue());
              ClusteredAuc auc = ClusteredAuc.of(scores(rows, positive, folds), positive, lesions);
              String family = set.getKey().equals(ALL) ? ALL : set.getValue().get(0).family();
              return new BlindGuess(
                  question, scope, set.getKey(), family, known.size(), positives, auc);
            })
        .toList();
  }

  /** Everything, each family and each trait, by what they are called. */
  private static Map<String, List<Trait>> sets() {
    Map<String, List<Trait>> sets = new LinkedHashMap<>();
    sets.put(ALL, List.of(Trait.values()));
    for (Trait trait : Trait.values()) {
      sets.computeIfAbsent(
          trait.family(),
          family -> Stream.of(Trait.values()).filter(t -> t.family().equals(family)).toList());
    }
    for (Trait trait : Trait.values()) {
      sets.put(trait.title(), List.of(trait));
    }
    return sets;
  }

  private static double[][] rows(List<InspectedPicture> pictures, List<Trait> traits) {
    double[][] rows = new double[pictures.size()][traits.size()];
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < rows[i].length; t++) {
        rows[i][t] = pictures.get(i).traits().value(traits.get(t));
      }
    }
    return rows;
  }

  private static double[] scores(double[][] rows, boolean[] positive, int[] folds) {
    double[] scores = new double[rows.length];
    for (int held = 0; held < Folds.COUNT; held++) {
      int fold = held;
      int[] others = IntStream.range(0, rows.length).filter(i -> folds[i] != fold).toArray();
      double[][] known = new double[others.length][];
      boolean[] classes = new boolean[others.length];
      for (int i = 0; i < others.length; i++) {
        known[i] = rows[others[i]];
        classes[i] = positive[others[i]];
      }
      BoostedStumps stumps = BoostedStumps.fit(known, classes);
      for (int i = 0; i < rows.length; i++) {
        if (folds[i] == fold) {
          scores[i] = stumps.score(rows[i]);
        }
      }
    }
    return scores;
  }
}
