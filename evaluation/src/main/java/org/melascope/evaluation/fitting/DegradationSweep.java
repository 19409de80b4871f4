package org.melascope.evaluation.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.diagnosis.Calibration;
import org.melascope.evaluation.BinaryScores;
import org.melascope.evaluation.Roc;
import org.melascope.evaluation.robustness.Degradation;
import org.melascope.gates.Novelty;
import org.melascope.gates.Reason;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;
import org.melascope.network.Network;

/**
 * Makes good pictures worse until the network does, to see where the limits of quality must lie.
 *
 * @param steps the pictures as they are first, then each degradation from mild to severe
 */
public record DegradationSweep(List<DegradationStep> steps) {
  private static final int PICTURES = 200;

  /** The network is worse where its area under the ROC curve lies so much lower. */
  private static final double FALL = 0.03;

  private static final Degradation NONE =
      new Degradation("none", "", Reason.OF_QUALITY, List.of(0.0), (picture, step) -> picture);

  public DegradationSweep {
    steps = List.copyOf(steps);
  }

  /** One picture at one step. */
  private record Seen(double malignant, Observation.Glance glance) {}

  /** Degrades a sample of the pictures. */
  static DegradationSweep of(
      Network network,
      Preprocessing preprocessing,
      Calibration calibration,
      Novelty novelty,
      double noveltyLimit,
      DataSet validation,
      FittingProgress progress) {
    List<LabelledPicture> pictures =
        validation.sample(PICTURES).pictures().stream()
            .filter(picture -> picture.label().flatMap(label -> label.malignant()).isPresent())
            .toList();
    List<Degradation> ways = new ArrayList<>(List.of(NONE));
    ways.addAll(Degradation.ALL);
    List<Boolean> truth = new ArrayList<>();
    List<List<Seen>> seen = new ArrayList<>();
    Observation.each(
        "degraded pictures",
        pictures,
        image -> look(network, preprocessing, calibration, ways, image),
        (picture, views) -> {
          truth.add(picture.label().flatMap(label -> label.malignant()).orElseThrow());
          seen.add(views);
        },
        progress);
    List<DegradationStep> steps = new ArrayList<>();
    for (Degradation way : ways) {
      for (double step : way.steps()) {
        int column = steps.size();
        List<Seen> pictureAtStep = seen.stream().map(views -> views.get(column)).toList();
        steps.add(step(way, step, truth, pictureAtStep, novelty, noveltyLimit));
      }
    }
    return new DegradationSweep(steps);
  }

  private static List<Seen> look(
      Network network,
      Preprocessing preprocessing,
      Calibration calibration,
      List<Degradation> ways,
      LesionImage image) {
    List<Seen> views = new ArrayList<>();
    for (Degradation way : ways) {
      for (double step : way.steps()) {
        Observation.Glance glance =
            Observation.Glance.of(network, preprocessing, way.change().apply(image, step));
        views.add(new Seen(calibration.apply(glance.output().logits()).malignant(), glance));
      }
    }
    return views;
  }

  private static DegradationStep step(
      Degradation way,
      double step,
      List<Boolean> truth,
      List<Seen> seen,
      Novelty novelty,
      double noveltyLimit) {
    Roc roc = new Roc(BinaryScores.of(seen.stream().map(Seen::malignant).toList(), truth));
    Map<String, Double> measures = new TreeMap<>();
    for (Reason reason : way.shown()) {
      double[] values =
          seen.stream().mapToDouble(one -> one.glance().quality().of(reason)).toArray();
      measures.put(reason.code(), values.length == 0 ? Double.NaN : Quantile.of(values, 0.5));
    }
    long unlike =
        seen.stream()
            .filter(one -> novelty.score(one.glance().output().embedding()) > noveltyLimit)
            .count();
    return new DegradationStep(
        way.name(),
        step,
        seen.size(),
        roc.auc().orElse(Double.NaN),
        measures,
        seen.isEmpty() ? Double.NaN : (double) unlike / seen.size());
  }

  /**
   * By code the value of each measure at which the network is worse: the median at the first step
   * from which on its area under the ROC curve stays lower by {@value #FALL} or more. A measure
   * that shows several degradations, or none of which harms, has no such value.
   */
  Map<String, Double> harmful() {
    double before = steps.get(0).auc();
    Map<String, Double> harmful = new TreeMap<>();
    Map<String, List<DegradationStep>> ways =
        steps.stream().skip(1).collect(Collectors.groupingBy(DegradationStep::degradation));
    for (List<DegradationStep> way : ways.values()) {
      int first = way.size();
      while (first > 0 && way.get(first - 1).auc() <= before - FALL) {
        first--;
      }
      if (first < way.size()) {
        harmful.putAll(way.get(first).measures());
      }
    }
    return harmful;
  }

  /** One line per step and measure, with a header. */
  public String csv() {
    StringBuilder csv =
        new StringBuilder("degradation,step,pictures,auc_malignant,measure,median,unlike_known\n");
    for (DegradationStep step : steps) {
      for (Map.Entry<String, Double> measure : new TreeMap<>(step.measures()).entrySet()) {
        csv.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%d,%.4f,%s,%.4f,%.4f%n",
                step.degradation(),
                step.step(),
                step.pictures(),
                step.auc(),
                measure.getKey(),
                measure.getValue(),
                step.unlikeKnown()));
      }
    }
    return csv.toString();
  }
}
