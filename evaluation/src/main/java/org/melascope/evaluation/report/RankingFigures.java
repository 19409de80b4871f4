package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.BinaryResult;
import org.melascope.evaluation.Interval;
import org.melascope.evaluation.PointResult;
import org.melascope.evaluation.Roc;
import org.melascope.evaluation.RocBand;
import org.melascope.evaluation.RocPoint;
import org.melascope.evaluation.report.Plot.Point;

/** Figures of how well positive and negative pictures are told apart, whatever the threshold. */
final class RankingFigures {
  private RankingFigures() {}

  /** Sensitivity against false alarms, with the operating points as they fared on the pictures. */
  static void roc(
      Markup page, Roc roc, Optional<RocBand> band, BinaryResult result, String positives) {
    Plot plot =
        new Plot(
            "ROC curve",
            "Area under the curve "
                + Numbers.estimate(result.auc())
                + ". The curve shows for every threshold the share of "
                + positives
                + " that are found against the share of other pictures that are called so by mistake.",
            Axis.share("false alarms: share of the others called positive (1 - specificity)"),
            Axis.share("sensitivity"));
    plot.line(Ink.REFERENCE, "guessing", List.of(new Point(0, 0), new Point(1, 1)));
    band.ifPresent(
        b -> plot.band(Ink.FIRST, "95 % interval at each point", edge(b, true), edge(b, false)));
    plot.line(Ink.FIRST, "the network", curve(roc));
    List<PointResult> points =
        result.operatingPoints().stream().filter(RankingFigures::shown).toList();
    for (PointResult point : points) {
      Interval falseAlarms =
          new Interval(1 - point.specificity().high(), 1 - point.specificity().low());
      double x = 1 - share(point.specificity());
      double y = share(point.sensitivity());
      plot.across(Ink.SECOND, falseAlarms, y);
      plot.upright(
          Ink.SECOND, x, new Interval(point.sensitivity().low(), point.sensitivity().high()));
      plot.dot(Ink.SECOND, "operating points for 90 and 95 %, with intervals", new Point(x, y), 4);
    }
    plot.write(
        page,
        String.format(
            Locale.ROOT,
            "The further towards the upper left the better. AUC %s.",
            Numbers.estimate(result.auc())));
  }

  private static boolean shown(PointResult point) {
    return EvaluationText.SHOWN_POINTS.contains(point.targetSensitivity())
        && point.sensitivity().trials() > 0
        && point.specificity().trials() > 0;
  }

  private static double share(Proportion proportion) {
    return proportion.value().orElseThrow();
  }

  /** Up first, then to the right: a curve that ends a step with several pictures is slanted. */
  private static List<Point> curve(Roc roc) {
    return roc.points().stream().map(p -> new Point(1 - p.specificity(), p.sensitivity())).toList();
  }

  private static List<Point> edge(RocBand band, boolean low) {
    return IntStream.range(0, band.sensitivities().size())
        .mapToObj(
            i -> {
              Interval interval = band.sensitivities().get(i);
              return new Point(
                  band.falsePositiveRates().get(i), low ? interval.low() : interval.high());
            })
        .toList();
  }

  /** Precision against recall; which precision is good depends on how many are positive. */
  static void precisionRecall(Markup page, Roc roc, BinaryResult result, String positives) {
    double prevalence = (double) result.positives() / result.pictures();
    Plot plot =
        new Plot(
            "Precision and recall",
            "Average precision "
                + Numbers.estimate(result.averagePrecision())
                + ". For every threshold the share of "
                + positives
                + " among the pictures that are called so, against the share of "
                + positives
                + " that are found.",
            Axis.share("recall (sensitivity)"),
            Axis.share("precision"));
    plot.line(
        Ink.REFERENCE,
        "calling everything positive",
        List.of(new Point(0, prevalence), new Point(1, prevalence)));
    plot.line(Ink.FIRST, "the network", precisions(roc));
    plot.write(
        page,
        String.format(
            Locale.ROOT,
            "Average precision %s, where %s of these pictures are %s. With fewer of them, as outside of"
                + " collections, precision is lower.",
            Numbers.estimate(result.averagePrecision()),
            Numbers.percent(prevalence),
            positives));
  }

  private static List<Point> precisions(Roc roc) {
    List<Point> points = new ArrayList<>();
    for (RocPoint point : roc.points()) {
      double found = point.sensitivity() * roc.positives();
      double mistaken = (1 - point.specificity()) * roc.negatives();
      if (found + mistaken > 0.5) {
        points.add(new Point(point.sensitivity(), found / (found + mistaken)));
      }
    }
    return points;
  }
}
