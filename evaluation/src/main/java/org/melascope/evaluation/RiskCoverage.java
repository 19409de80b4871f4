package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;

/**
 * How the share of wrong answers falls when the least sure pictures are left to somebody else: the
 * risk-coverage curve of selective classification (El-Yaniv and Wiener, Journal of Machine Learning
 * Research 11, 2010). An answer is as sure as the probability of what it says.
 *
 * @param area the mean over the pictures of the risk when this picture and all surer ones are
 *     answered (AURC; Geifman, Uziel and El-Yaniv, ICLR 2019), in [0, 1], lower is better
 * @param points by rising coverage, up to all pictures; pictures that are equally sure are answered
 *     together
 */
public record RiskCoverage(double area, List<CoveragePoint> points) {
  private static final int PARTS = 10;

  public RiskCoverage {
    points = List.copyOf(points);
  }

  /**
   * Taking the likelier of two answers: yes from a probability of 0.5. Empty without pictures; with
   * one class only it is defined.
   *
   * @throws IllegalArgumentException for a score outside [0, 1]
   */
  public static Optional<RiskCoverage> of(BinaryScores probabilities) {
    probabilities.asProbabilities();
    double[] sureness = new double[probabilities.size()];
    boolean[] wrong = new boolean[sureness.length];
    for (int i = 0; i < sureness.length; i++) {
      double yes = probabilities.score(i);
      sureness[i] = Math.max(yes, 1 - yes);
      wrong[i] = yes >= 0.5 != probabilities.positive(i);
    }
    return of(sureness, wrong);
  }

  /** Taking the most likely of the seven diagnoses. Empty without pictures. */
  public static Optional<RiskCoverage> of(
      List<Diagnosis> truth, List<DiagnosisDistribution> predicted) {
    if (truth.size() != predicted.size()) {
      throw new IllegalArgumentException("every picture needs a true diagnosis and a prediction");
    }
    double[] sureness = new double[predicted.size()];
    boolean[] wrong = new boolean[sureness.length];
    for (int i = 0; i < sureness.length; i++) {
      Diagnosis found = predicted.get(i).mostLikely();
      sureness[i] = predicted.get(i).of(found);
      wrong[i] = found != truth.get(i);
    }
    return of(sureness, wrong);
  }

  private static Optional<RiskCoverage> of(double[] sureness, boolean[] wrong) {
    int[] surestFirst =
        IntStream.range(0, wrong.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -sureness[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<CoveragePoint> points = new ArrayList<>();
    double area = 0;
    int mistakes = 0;
    int together = 0;
    for (int rank = 0; rank < wrong.length; rank++) {
      mistakes += wrong[surestFirst[rank]] ? 1 : 0;
      together++;
      boolean last = rank + 1 == wrong.length;
      if (last || sureness[surestFirst[rank]] > sureness[surestFirst[rank + 1]]) {
        double risk = (double) mistakes / (rank + 1);
        points.add(new CoveragePoint((rank + 1.0) / wrong.length, risk));
        area += together * risk / wrong.length;
        together = 0;
      }
    }
    return points.isEmpty() ? Optional.empty() : Optional.of(new RiskCoverage(area, points));
  }

  /** The same curve with the first point from each tenth of the pictures on only. */
  public RiskCoverage thinned() {
    List<CoveragePoint> few = new ArrayList<>();
    for (int part = 1; part <= PARTS; part++) {
      double wanted = (double) part / PARTS - 1e-9;
      CoveragePoint point =
          points.stream().filter(p -> p.coverage() >= wanted).findFirst().orElseThrow();
      if (!few.contains(point)) {
        few.add(point);
      }
    }
    return new RiskCoverage(area, few);
  }
}
