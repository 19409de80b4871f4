package org.melascope.evaluation.fitting;

import java.util.ArrayList;
import java.util.List;
import org.melascope.Orientation;
import org.melascope.Views;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Calibration;
import org.melascope.gates.Gates;
import org.melascope.gates.Judgement;
import org.melascope.gates.Novelty;
import org.melascope.gates.Reason;
import org.melascope.image.Preprocessing;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;

/**
 * The gates of a bundle, set on its validation pictures; what is usual is learned from training
 * pictures.
 *
 * @param gates as they judge
 * @param sweep what the limits of quality were set by
 * @param data what they were set on
 */
record FittedGates(Gates gates, DegradationSweep sweep, String data) {
  /** Training pictures of which there are more say nothing new about what is usual. */
  private static final int TRAINING_PICTURES = 3000;

  /** So large a share of the validation pictures counts as like the training pictures. */
  private static final double KNOWN = 0.98;

  /** On so many pictures it is looked at how far apart the answers for turned views lie. */
  private static final int TURNED_PICTURES = 200;

  /** So large a share of them counts as agreeing. */
  private static final double AGREEING = 0.95;

  static FittedGates of(
      Network network,
      Preprocessing preprocessing,
      Calibration calibration,
      Validation validation,
      DataSet data,
      FittingProgress progress) {
    Novelty novelty = novelty(network, preprocessing, data, progress);
    double[] scores =
        validation.observations().stream()
            .mapToDouble(seen -> novelty.score(seen.embedding()))
            .toArray();
    double noveltyLimit = Quantile.of(scores, KNOWN);
    DegradationSweep sweep =
        DegradationSweep.of(
            network,
            preprocessing,
            calibration,
            novelty,
            noveltyLimit,
            data.withSplit(Split.VALIDATION),
            progress);
    Gates gates =
        new Gates(
            QualityFit.of(
                validation.observations().stream().map(Observation::quality).toList(),
                sweep.harmful()),
            novelty,
            noveltyLimit,
            ConformalFit.of(validation.malignant(calibration), validation.labels()),
            spreadLimit(network, preprocessing, calibration, data, progress));
    return new FittedGates(gates, sweep, data.name() + ", validation");
  }

  private static Novelty novelty(
      Network network, Preprocessing preprocessing, DataSet data, FittingProgress progress) {
    List<Observation> training =
        Observation.of("what is usual", network, preprocessing, trainingPictures(data), progress);
    List<float[]> drawn = new ArrayList<>();
    Phase.run(
        "drawn lesions",
        DrawnLesions.of(preprocessing.size(), training.size()),
        lesion -> Orientation.run(network, preprocessing.apply(lesion.draw())).embedding(),
        (lesion, embedding) -> drawn.add(embedding),
        progress);
    return NoveltyFit.of(training, drawn);
  }

  private static List<LabelledPicture> trainingPictures(DataSet data) {
    List<LabelledPicture> known =
        data.withSplit(Split.TRAIN).pictures().stream()
            .filter(picture -> picture.label().flatMap(label -> label.malignant()).isPresent())
            .toList();
    return known.isEmpty()
        ? known
        : new DataSet(data.name(), data.provenance(), known).sample(TRAINING_PICTURES).pictures();
  }

  private static double spreadLimit(
      Network network,
      Preprocessing preprocessing,
      Calibration calibration,
      DataSet data,
      FittingProgress progress) {
    List<LabelledPicture> pictures =
        data.withSplit(Split.VALIDATION).sample(TURNED_PICTURES).pictures();
    List<Double> spreads = new ArrayList<>();
    Observation.each(
        "turned views",
        pictures,
        image -> {
          List<NetworkOutput> outputs =
              network.run(Views.of(preprocessing.apply(image), preprocessing.size()));
          double[] malignant =
              outputs.stream()
                  .mapToDouble(output -> calibration.apply(output.logits()).malignant())
                  .sorted()
                  .toArray();
          return malignant[malignant.length - 1] - malignant[0];
        },
        (picture, spread) -> spreads.add(spread),
        progress);
    return Quantile.of(spreads.stream().mapToDouble(Double::doubleValue).toArray(), AGREEING);
  }

  /** Whether a picture is answered. */
  boolean answers(Observation seen, Calibration calibration) {
    Judgement judgement =
        gates.judge(
            seen.quality(),
            gates.novelty().score(seen.embedding()),
            calibration.apply(seen.logits()).malignant());
    return !judgement.has(Reason.Consequence.NOT_ASSESSABLE)
        && !judgement.has(Reason.Consequence.UNCERTAIN);
  }

  /** As a bundle's description has them. */
  BundleDescription.GateLimits limits() {
    return new BundleDescription.GateLimits(
        gates.quality(),
        new BundleDescription.NoveltyFile(
            Bundle.NOVELTY, Bundle.sha256(gates.novelty().toBytes()), gates.noveltyLimit()),
        gates.conformal(),
        new BundleDescription.ViewLimit(gates.spreadLimit()),
        data);
  }
}
