package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.Proportion;

/**
 * How often each diagnosis was taken for each.
 *
 * @param counts seven rows for the true diagnoses, in each seven columns for those found most
 *     likely, both in the order of {@link Diagnosis#ALL}
 */
public record ConfusionMatrix(List<List<Long>> counts) {
  public ConfusionMatrix {
    counts = counts.stream().map(List::copyOf).toList();
    int size = Diagnosis.ALL.size();
    if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException("a confusion matrix has seven rows and seven columns");
    }
    if (counts.stream().flatMap(List::stream).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("a count cannot be negative");
    }
  }

  /**
   * Counts pictures.
   *
   * @param truth the true diagnosis of each
   * @param found the one found most likely, for the same pictures
   * @param drawn how often each picture counts
   */
  public static ConfusionMatrix of(List<Diagnosis> truth, List<Diagnosis> found, int[] drawn) {
    if (truth.size() != found.size() || truth.size() != drawn.length) {
      throw new IllegalArgumentException("every picture needs a true and a found diagnosis");
    }
    long[][] counts = new long[Diagnosis.ALL.size()][Diagnosis.ALL.size()];
    for (int i = 0; i < drawn.length; i++) {
      counts[truth.get(i).ordinal()][found.get(i).ordinal()] += drawn[i];
    }
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : counts) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return new ConfusionMatrix(rows);
  }

  /** Counts each picture once. */
  public static ConfusionMatrix of(List<Diagnosis> truth, List<Diagnosis> found) {
    return of(truth, found, Bootstrap.once(truth.size()));
  }

  /** How often one diagnosis was taken for another, or for itself. */
  public long count(Diagnosis truth, Diagnosis found) {
    return counts.get(truth.ordinal()).get(found.ordinal());
  }

  /** The share of the pictures of a diagnosis for which it was found most likely. */
  public Proportion recall(Diagnosis truth) {
    return Proportion.wilson(count(truth, truth), total(counts.get(truth.ordinal())));
  }

  /** The share of all pictures whose diagnosis was found most likely. */
  public Proportion accuracy() {
    long right = Diagnosis.ALL.stream().mapToLong(d -> count(d, d)).sum();
    return Proportion.wilson(right, counts.stream().mapToLong(ConfusionMatrix::total).sum());
  }

  /**
   * The mean recall of the diagnoses that occur, as the ISIC 2018 challenge ranked. Empty with
   * fewer than two: taking everything for the only one would be perfect.
   */
  public OptionalDouble balancedAccuracy() {
    return balancedAccuracy(
        Diagnosis.ALL.stream().filter(d -> recall(d).trials() > 0).collect(Collectors.toSet()));
  }

  /**
   * The mean recall of these diagnoses. Empty with fewer than two, or if one of them does not
   * occur: without it the mean would be that of something else.
   */
  OptionalDouble balancedAccuracy(Set<Diagnosis> diagnoses) {
    List<Proportion> recalls =
        Diagnosis.ALL.stream().filter(diagnoses::contains).map(this::recall).toList();
    return recalls.size() < 2 || recalls.stream().anyMatch(recall -> recall.trials() == 0)
        ? OptionalDouble.empty()
        : recalls.stream().mapToDouble(recall -> recall.value().orElseThrow()).average();
  }

  private static long total(List<Long> row) {
    return row.stream().mapToLong(Long::longValue).sum();
  }
}
