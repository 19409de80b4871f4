package org.melascope.dataset.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.melascope.dataset.Clusters;
import org.melascope.dataset.LabelledPicture;

/**
 * How a class is spread over the values of a column, and how well a rule would tell it that reads
 * that column alone.
 *
 * @param question which class
 * @param column {@code source} or the name of a further column
 * @param scope {@code all} or the source within which it was counted
 * @param rows the values with their numbers, most pictures first
 * @param auc area under the ROC curve of the rule that orders pictures by how frequent the class is
 *     among others of their value, each picture judged by four fifths of the other lesions; empty
 *     with too few lesions of a class
 */
public record ClassBalance(
    AuditQuestion question,
    String column,
    String scope,
    List<Row> rows,
    Optional<ClusteredAuc> auc) {
  private static final String NONE = "(none)";
  private static final String RARE = "(rare)";

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
      Function<LabelledPicture, Optional<String>> value,
      Clusters clusters) {
    List<LabelledPicture> known =
        pictures.stream().filter(picture -> question.answer(picture).isPresent()).toList();
    Map<String, int[]> counts = new TreeMap<>();
    for (LabelledPicture picture : known) {
      int[] count = counts.computeIfAbsent(value.apply(picture).orElse(NONE), key -> new int[2]);
      count[0]++;
      count[1] += question.answer(picture).orElseThrow() ? 1 : 0;
    }
    List<Row> rows = rows(counts);
    Optional<ClusteredAuc> auc = auc(question, rows, known, value, clusters);
    ClassBalance balance = new ClassBalance(question, column, scope, rows, auc);
    boolean bothClasses = balance.positives() > 0 && balance.positives() < balance.pictures();
    return rows.size() > 1 && bothClasses ? Optional.of(balance) : Optional.empty();
  }

  /** Of the pictures that are in the rows. */
  private static Optional<ClusteredAuc> auc(
      AuditQuestion question,
      List<Row> rows,
      List<LabelledPicture> known,
      Function<LabelledPicture, Optional<String>> value,
      Clusters clusters) {
    Set<String> values = rows.stream().map(Row::value).collect(Collectors.toSet());
    Function<LabelledPicture, String> counted =
        picture ->
            value.apply(picture).or(() -> Optional.of(NONE)).filter(values::contains).orElse(RARE);
    List<LabelledPicture> pictures =
        known.stream().filter(picture -> values.contains(counted.apply(picture))).toList();
    boolean[] positive = new boolean[pictures.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = question.answer(pictures.get(i)).orElseThrow();
    }
    return ValueGuess.auc(
        pictures.stream().map(counted).toList(), positive, clusters.numbers(pictures));
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
      rows.add(new Row(RARE, rare, rarePositives));
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

  /**
   * The share of these very pictures that the rule gets right that says of each value its larger
   * class.
   */
  public double accuracy() {
    int right = 0;
    for (Row row : rows) {
      right += Math.max(row.positives(), row.pictures() - row.positives());
    }
    return (double) right / pictures();
  }
}
