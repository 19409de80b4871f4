package org.melascope.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How a class is spread over the values of a column, and how well a rule would tell it that reads
 * that column alone.
 *
 * @param question which class
 * @param column {@code source} or the name of a further column
 * @param scope {@code all} or the source within which it was counted
 * @param rows the values with their numbers, most pictures first
 */
public record ClassBalance(AuditQuestion question, String column, String scope, List<Row> rows) {
  /** Values with fewer pictures are counted together. */
  private static final int FEWEST = 20;

  /**
   * One value.
   *
   * @param value {@code (none)} where there is none, {@code (rare)} for values of few pictures
   * @param pictures number of pictures whose class is known
   * @param positives those of the class
   */
  public record Row(String value, int pictures, int positives) {
    double share() {
      return (double) positives / pictures;
    }
  }

  public ClassBalance {
    rows = List.copyOf(rows);
  }

  /** Empty unless there are two values with {@value #FEWEST} pictures each, and both classes. */
  static Optional<ClassBalance> of(
      AuditQuestion question,
      String column,
      String scope,
      List<LabelledPicture> pictures,
      Function<LabelledPicture, Optional<String>> value) {
    Map<String, int[]> counts = new TreeMap<>();
    for (LabelledPicture picture : pictures) {
      question
          .answer(picture)
          .ifPresent(
              positive -> {
                int[] count =
                    counts.computeIfAbsent(
                        value.apply(picture).orElse("(none)"), key -> new int[2]);
                count[0]++;
                count[1] += positive ? 1 : 0;
              });
    }
    ClassBalance balance = new ClassBalance(question, column, scope, rows(counts));
    boolean bothClasses = balance.positives() > 0 && balance.positives() < balance.pictures();
    return balance.rows.size() > 1 && bothClasses ? Optional.of(balance) : Optional.empty();
  }

  private static List<Row> rows(Map<String, int[]> counts) {
    List<Row> rows = new ArrayList<>();
    int rare = 0;
    int rarePositives = 0;
    for (Map.Entry<String, int[]> count : counts.entrySet()) {
      int pictures = count.getValue()[0];
      int positives = count.getValue()[1];
      if (pictures < FEWEST) {
        rare += pictures;
        rarePositives += positives;
      } else {
        rows.add(new Row(count.getKey(), pictures, positives));
      }
    }
    if (rare >= FEWEST) {
      rows.add(new Row("(rare)", rare, rarePositives));
    }
    rows.sort(Comparator.comparingInt(Row::pictures).reversed());
    return rows;
  }

  /** Number of pictures whose class is known. */
  public int pictures() {
    return rows.stream().mapToInt(Row::pictures).sum();
  }

  /** Number of pictures of the class. */
  public int positives() {
    return rows.stream().mapToInt(Row::positives).sum();
  }

  /** The area under the ROC curve of the rule that orders pictures by the share of their value. */
  public double auc() {
    double pairs = 0;
    for (Row one : rows) {
      for (Row other : rows) {
        double order = Double.compare(one.share(), other.share());
        double right = order > 0 ? 1 : order == 0 ? 0.5 : 0;
        pairs += right * one.positives() * (other.pictures() - other.positives());
      }
    }
    return pairs / positives() / (pictures() - positives());
  }

  /** The share of pictures that the rule gets right that says of each value its larger class. */
  public double accuracy() {
    int right = 0;
    for (Row row : rows) {
      right += Math.max(row.positives(), row.pictures() - row.positives());
    }
    return (double) right / pictures();
  }
}
