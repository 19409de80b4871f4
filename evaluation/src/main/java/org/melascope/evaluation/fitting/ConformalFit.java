package org.melascope.evaluation.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.melascope.diagnosis.LabelSet;
import org.melascope.gates.ConformalPrediction;

/** Sets the limits of a {@link ConformalPrediction} on validation pictures. */
final class ConformalFit {
  private static final List<Double> LEVELS = List.of(0.90, 0.95);

  /** A level that leaves more than this share of the pictures open cannot decide. */
  private static final double MOST_OPEN = 0.2;

  private ConformalFit() {}

  /**
   * Sets the limits. The highest level decides that leaves few enough pictures open, else the
   * lowest.
   *
   * @param malignant calibrated P(malignant) of each picture
   * @param labels what the same pictures are known to be
   */
  static ConformalPrediction of(double[] malignant, List<LabelSet> labels) {
    double[] ofMalignant = scores(malignant, labels, true);
    double[] ofBenign = scores(malignant, labels, false);
    List<ConformalPrediction.Level> levels = new ArrayList<>();
    double deciding = LEVELS.get(0);
    for (double level : LEVELS) {
      ConformalPrediction.Level limits =
          new ConformalPrediction.Level(
              level, lowest(ofMalignant, level), highest(ofBenign, level));
      levels.add(limits);
      double open =
          Arrays.stream(malignant).filter(p -> limits.of(p).both()).count()
              / (double) malignant.length;
      deciding = open <= MOST_OPEN ? level : deciding;
    }
    return new ConformalPrediction(levels, deciding);
  }

  private static double[] scores(double[] malignant, List<LabelSet> labels, boolean truth) {
    return IntStream.range(0, malignant.length)
        .filter(i -> labels.get(i).malignant().filter(known -> known == truth).isPresent())
        .mapToDouble(i -> malignant[i])
        .sorted()
        .toArray();
  }

  /**
   * The score that a share {@code level} of the next ones of the same kind stay at or below, by the
   * {@code ceil(level (n + 1))}-th of n sorted scores; 1 where there are too few.
   */
  private static double highest(double[] sorted, double level) {
    int rank = rank(sorted, level);
    return rank > sorted.length ? 1 : sorted[rank - 1];
  }

  /** The score that such a share stay at or above, likewise from the other end; 0 where too few. */
  private static double lowest(double[] sorted, double level) {
    int rank = rank(sorted, level);
    return rank > sorted.length ? 0 : sorted[sorted.length - rank];
  }

  private static int rank(double[] sorted, double level) {
    return (int) Math.ceil(level * (sorted.length + 1));
  }
}
