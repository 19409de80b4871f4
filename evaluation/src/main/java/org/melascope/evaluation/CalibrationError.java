package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The expected calibration error (Naeini et al. 2015) of the probability of the positive class: the
 * mean over the pictures of the distance, in their bin, between mean probability and share of
 * positive pictures.
 *
 * @param value in [0, 1], lower is better
 * @param bins those that hold pictures, by rising probability
 */
public record CalibrationError(double value, List<CalibrationBin> bins) {
  /** The usual number of bins. */
  public static final int BINS = 15;

  public CalibrationError {
    bins = List.copyOf(bins);
  }

  /**
   * Bins of equal width: with 15, bin k holds probabilities from k/15 up to, but without, (k+1)/15;
   * the last one holds 1 as well. Empty without pictures.
   *
   * @throws IllegalArgumentException for a score outside [0, 1] or fewer than one bin
   */
  public static Optional<CalibrationError> equalWidth(BinaryScores probabilities, int bins) {
    requireBins(bins);
    return of(
        probabilities,
        bins,
        (index, rank) -> Math.min(bins - 1, (int) (probabilities.score(index) * bins)),
        true);
  }

  /**
   * Bins of nearly equal numbers of pictures; pictures of equal probability stay together, so bins
   * may be uneven or fewer. A bin's edges are its lowest and highest probability. Empty without
   * pictures.
   *
   * @throws IllegalArgumentException for a score outside [0, 1] or fewer than one bin
   */
  public static Optional<CalibrationError> equalMass(BinaryScores probabilities, int bins) {
    requireBins(bins);
    long size = probabilities.size();
    return of(probabilities, bins, (index, rank) -> (int) (rank * (long) bins / size), false);
  }

  private static void requireBins(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("at least one bin is needed, not " + bins);
    }
  }

  /** Chooses the bin of a picture; rank is the number of pictures with a lower probability. */
  private interface Binning {
    int bin(int index, int rank);
  }

  private static Optional<CalibrationError> of(
      BinaryScores probabilities, int count, Binning binning, boolean fixedEdges) {
    probabilities.asProbabilities();
    List<Integer> order =
        IntStream.range(0, probabilities.size())
            .boxed()
            .sorted(Comparator.comparingDouble(probabilities::score))
            .toList();
    List<List<Integer>> members =
        IntStream.range(0, count).<List<Integer>>mapToObj(bin -> new ArrayList<>()).toList();
    int rank = 0;
    for (int i = 0; i < order.size(); i++) {
      int index = order.get(i);
      if (i > 0 && probabilities.score(index) > probabilities.score(order.get(i - 1))) {
        rank = i;
      }
      members.get(binning.bin(index, rank)).add(index);
    }
    List<CalibrationBin> bins = new ArrayList<>();
    for (int bin = 0; bin < count; bin++) {
      if (!members.get(bin).isEmpty()) {
        CalibrationBin tight = bin(probabilities, members.get(bin));
        bins.add(fixedEdges ? withEdges(tight, bin, count) : tight);
      }
    }
    return order.isEmpty() ? Optional.empty() : Optional.of(of(bins, order.size()));
  }

  private static CalibrationError of(List<CalibrationBin> bins, int pictures) {
    double error = 0;
    for (CalibrationBin bin : bins) {
      error += bin.pictures() * Math.abs(bin.meanProbability() - bin.observed());
    }
    return new CalibrationError(error / pictures, bins);
  }

  private static CalibrationBin bin(BinaryScores probabilities, List<Integer> members) {
    double sum = 0;
    int positives = 0;
    for (int index : members) {
      sum += probabilities.score(index);
      positives += probabilities.positive(index) ? 1 : 0;
    }
    int size = members.size();
    return new CalibrationBin(
        probabilities.score(members.get(0)),
        probabilities.score(members.get(size - 1)),
        size,
        sum / size,
        (double) positives / size);
  }

  private static CalibrationBin withEdges(CalibrationBin bin, int index, int count) {
    return new CalibrationBin(
        (double) index / count,
        (double) (index + 1) / count,
        bin.pictures(),
        bin.meanProbability(),
        bin.observed());
  }
}
