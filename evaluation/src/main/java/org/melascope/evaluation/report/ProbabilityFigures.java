package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.BinaryResult;
import org.melascope.evaluation.BinaryScores;
import org.melascope.evaluation.CalibrationBin;
import org.melascope.evaluation.CalibrationError;
import org.melascope.evaluation.Interval;
import org.melascope.evaluation.NetBenefit;
import org.melascope.evaluation.RiskCoverage;
import org.melascope.evaluation.report.Plot.Point;

/** Figures of what the probabilities are worth as probabilities. */
final class ProbabilityFigures {
  private static final int BINS = 10;
  private static final int HISTOGRAM_BINS = 25;

  private ProbabilityFigures() {}

  /** What was observed against what was predicted, with the number of pictures in each bin. */
  static void reliability(Markup page, BinaryScores scores, BinaryResult result, String positives) {
    Plot plot =
        new Plot(
            "Reliability",
            "Expected calibration error "
                + Numbers.decimals(result.calibrationError())
                + ". Pictures are put together by predicted probability; each dot shows the share of "
                + positives
                + " among them, with its 95 % interval and the number of pictures.",
            Axis.share("predicted probability, mean of the bin"),
            Axis.share("share of " + positives));
    plot.line(Ink.REFERENCE, "perfect", List.of(new Point(0, 0), new Point(1, 1)));
    for (CalibrationBin bin : bins(scores)) {
      Proportion observed =
          Proportion.wilson(Math.round(bin.observed() * bin.pictures()), bin.pictures());
      Point point = new Point(bin.meanProbability(), bin.observed());
      plot.upright(Ink.FIRST, point.x(), new Interval(observed.low(), observed.high()));
      plot.dot(Ink.FIRST, "the network, with 95 % interval and number of pictures", point, 4);
      plot.note(new Point(point.x(), observed.high()), Numbers.count(bin.pictures()));
    }
    plot.write(page, calibration(result));
  }

  private static List<CalibrationBin> bins(BinaryScores scores) {
    return CalibrationError.equalWidth(scores, BINS).map(CalibrationError::bins).orElse(List.of());
  }

  private static String calibration(BinaryResult result) {
    return String.format(
        Locale.ROOT,
        "Below the line the network says too much, above it too little. ECE %s (15 bins), Brier score %s%s%s.",
        Numbers.decimals(result.calibrationError()),
        Numbers.estimate(result.brierScore()),
        result
            .calibrationLine()
            .map(
                line ->
                    String.format(
                        Locale.ROOT,
                        ", calibration slope %.2f (1 is right, less is too extreme), intercept %+.2f",
                        line.slope(),
                        line.intercept()))
            .orElse(""),
        result
            .weakCalibration()
            .map(
                weak ->
                    ", mean "
                        + Numbers.decimals(weak.expected())
                        + ", observed "
                        + Numbers.decimals(weak.observed())
                        + ", observed over mean "
                        + Numbers.estimate(Optional.of(weak.ratio())))
            .orElse(""));
  }

  /** How the predicted probabilities of both classes are spread, each class adding up to 100 %. */
  static void histogram(Markup page, BinaryScores scores, String positives) {
    double[][] shares = shares(scores);
    double most = 0;
    for (int bin = 0; bin < HISTOGRAM_BINS; bin++) {
      most = Math.max(most, Math.max(shares[0][bin], shares[1][bin]));
    }
    Plot plot =
        new Plot(
            "Scores by class",
            "How often the network gave which probability to "
                + positives
                + " and to other pictures, as shares of each.",
            Axis.share("predicted probability"),
            Axis.upTo("share of the class", 0, most));
    for (int bin = 0; bin < HISTOGRAM_BINS; bin++) {
      double from = (double) bin / HISTOGRAM_BINS;
      double middle = (bin + 0.5) / HISTOGRAM_BINS;
      double to = (bin + 1.0) / HISTOGRAM_BINS;
      bar(plot, Ink.FIRST, "the others", from, middle, shares[0][bin]);
      bar(plot, Ink.SECOND, positives, middle, to, shares[1][bin]);
    }
    plot.write(
        page,
        String.format(
            Locale.ROOT,
            "%s %s and %s others. Where both are high, the network cannot tell them apart.",
            Numbers.count(scores.positives()),
            positives,
            Numbers.count(scores.negatives())));
  }

  private static void bar(Plot plot, Ink ink, String name, double from, double to, double height) {
    if (height > 0) {
      plot.bar(ink, name, new Point(from, 0), new Point(to, height));
    }
  }

  private static double[][] shares(BinaryScores scores) {
    double[][] shares = new double[2][HISTOGRAM_BINS];
    for (int i = 0; i < scores.size(); i++) {
      int bin = Math.min(HISTOGRAM_BINS - 1, (int) (scores.score(i) * HISTOGRAM_BINS));
      boolean positive = scores.positive(i);
      shares[positive ? 1 : 0][bin] += 1.0 / (positive ? scores.positives() : scores.negatives());
    }
    return shares;
  }

  /** The decision curve: is acting on the network better than acting on all lesions or none? */
  static void decisionCurve(Markup page, BinaryScores scores, String positives) {
    List<Point> model = new ArrayList<>();
    List<Point> all = new ArrayList<>();
    double prevalence = (double) scores.positives() / scores.size();
    for (int percent = 1; percent <= 60; percent++) {
      double threshold = percent / 100.0;
      NetBenefit benefit = NetBenefit.at(threshold, scores).orElseThrow();
      model.add(new Point(threshold, benefit.model()));
      if (benefit.treatAll() >= -prevalence / 4) {
        all.add(new Point(threshold, benefit.treatAll()));
      }
    }
    Plot plot =
        new Plot(
            "Decision curve",
            "Net benefit of excising when the predicted probability is at least the threshold, against"
                + " excising every lesion or none.",
            new Axis("threshold probability at which one would act", 0, 0.6, 0.1),
            Axis.upTo("net benefit per picture", -prevalence / 4, prevalence));
    plot.line(Ink.REFERENCE, "acting on none", List.of(new Point(0, 0), new Point(0.6, 0)));
    plot.line(Ink.THIRD, "acting on all", all);
    plot.line(Ink.FIRST, "acting on the network", model);
    plot.write(
        page,
        "Useful where the network's line is the highest. A threshold of 0.1 says that nine needless"
            + " excisions are worth one "
            + (positives.equals("melanomas") ? "melanoma" : "malignant lesion")
            + " found. Holds for the share of "
            + positives
            + " among these pictures.");
  }

  /** Wrong answers among the surest ones. */
  static void coverage(
      Markup page, BinaryScores scores, Optional<RiskCoverage> sevenDiagnoses, String question) {
    RiskCoverage binary = RiskCoverage.of(scores).orElseThrow();
    double most =
        IntStream.range(0, 2)
            .mapToObj(i -> i == 0 ? Optional.of(binary) : sevenDiagnoses)
            .flatMap(Optional::stream)
            .mapToDouble(ProbabilityFigures::greatestRisk)
            .max()
            .orElseThrow();
    Plot plot =
        new Plot(
            "Coverage and risk",
            "The share of wrong answers when only the surest pictures are answered.",
            Axis.share("coverage: share of the pictures that are answered"),
            Axis.upTo("risk: share of these answered wrongly", 0, most));
    plot.line(Ink.FIRST, question + ", yes or no", points(binary));
    sevenDiagnoses.ifPresent(
        curve -> plot.line(Ink.SECOND, "which of the seven diagnoses", points(curve)));
    plot.write(
        page,
        "Answers are the likelier ones, surest first. A line that rises to the right says that the network"
            + " knows when it does not know.");
  }

  /** The first few pictures say nothing but whether one of them was wrong. */
  private static List<Point> points(RiskCoverage curve) {
    return curve.points().stream()
        .filter(point -> point.coverage() >= 0.05)
        .map(point -> new Point(point.coverage(), point.risk()))
        .toList();
  }

  private static double greatestRisk(RiskCoverage curve) {
    return points(curve).stream().mapToDouble(Point::y).max().orElse(0);
  }
}
