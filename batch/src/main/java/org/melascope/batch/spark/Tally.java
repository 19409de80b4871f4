package org.melascope.batch.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.AccumulatorV2;
import org.melascope.batch.BatchSummary.SlowPicture;

/**
 * Counts answers as they are written. It counts in the last stage of a job, in which Spark takes
 * the counts of a partition once, whatever was tried again.
 */
final class Tally extends AccumulatorV2<Row, Tally.Counts> {
  private static final long serialVersionUID = 1;
  private static final int SLOWEST = 5;

  private Counts counts = new Counts();

  /** What was counted. */
  static final class Counts implements Serializable {
    private static final long serialVersionUID = 1;

    private final TreeMap<String, Long> decisions = new TreeMap<>();
    private final TreeMap<String, Long> errors = new TreeMap<>();
    private final TreeMap<String, Double> slowest = new TreeMap<>();
    private long answers;

    Map<String, Long> decisions() {
      return decisions;
    }

    Map<String, Long> errors() {
      return errors;
    }

    long answers() {
      return answers;
    }

    List<SlowPicture> slowest() {
      return slowest.entrySet().stream()
          .map(entry -> new SlowPicture(entry.getKey(), entry.getValue()))
          .sorted(Comparator.comparingDouble(SlowPicture::milliseconds).reversed())
          .toList();
    }

    private void add(Row answer) {
      answers++;
      decisions.merge(answer.getAs(AnswerColumns.DECISION), 1L, Long::sum);
      String error = answer.getAs(AnswerColumns.ERROR);
      if (error != null) {
        errors.merge(error, 1L, Long::sum);
      }
      double milliseconds = answer.<Double>getAs(AnswerColumns.MILLISECONDS);
      slowest.merge(answer.getAs(AnswerColumns.IMAGE), milliseconds, Math::max);
      keepSlowest();
    }

    private void add(Counts other) {
      answers += other.answers;
      other.decisions.forEach((decision, count) -> decisions.merge(decision, count, Long::sum));
      other.errors.forEach((error, count) -> errors.merge(error, count, Long::sum));
      other.slowest.forEach((image, time) -> slowest.merge(image, time, Math::max));
      keepSlowest();
    }

    private void keepSlowest() {
      List<SlowPicture> all = new ArrayList<>(slowest());
      while (all.size() > SLOWEST) {
        slowest.remove(all.remove(all.size() - 1).image());
      }
    }
  }

  /** Lets answers pass, and counts them. */
  static final class Counting implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    private final Tally tally;

    Counting(Tally tally) {
      this.tally = tally;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> answers) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return answers.hasNext();
        }

        @Override
        public Row next() {
          Row answer = answers.next();
          tally.add(answer);
          return answer;
        }
      };
    }
  }

  @Override
  public boolean isZero() {
    return counts.answers == 0;
  }

  @Override
  public Tally copy() {
    Tally copy = new Tally();
    copy.counts.add(counts);
    return copy;
  }

  @Override
  public void reset() {
    counts = new Counts();
  }

  @Override
  public void add(Row answer) {
    counts.add(answer);
  }

  @Override
  public void merge(AccumulatorV2<Row, Counts> other) {
    counts.add(other.value());
  }

  @Override
  public Counts value() {
    return counts;
  }
}
