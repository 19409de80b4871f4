package org.melascope.evaluation.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.melascope.Views;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Calibration;
import org.melascope.gates.ConformalPrediction;
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
 * @param data what they were set on
 */
record FittedGates(Gates gates, String data) {
  /** Training pictures of which there are more say nothing new about what is usual. */
  private static final int TRAINING_PICTURES = 4000;

  /** So large a share of the validation pictures counts as like the training pictures. */
  private static final double KNOWN = 0.98;

  /** On so many pictures it is looked at how far apart the answers for turned views lie. */
  private static final int TURNED_PICTURES = 300;

  /** So large a share of them counts as agreeing. */
  private static final double AGREEING = 0.95;

  static FittedGates of(
      Network network,
      Preprocessing preprocessing,
      Calibration calibration,
      Validation validation,
      DataSet data,
      FittingProgress progress) {
    Novelty novelty =
        NoveltyFit.of(
            Observation.of(
                "what is usual", network, preprocessing, trainingPictures(data), progress));
    double[] scores =
        validation.observations().stream()
            .mapToDouble(seen -> novelty.score(seen.embedding()))
            .toArray();
    double[] malignant = validation.malignant(calibration);
    ConformalPrediction conformal = ConformalFit.of(malignant, validation.labels());
    return new FittedGates(
        new Gates(
            QualityFit.of(
                validation.observations().stream().map(Observation::quality).toList(), Map.of()),
            novelty,
            Quantile.of(scores, KNOWN),
            conformal,
            spreadLimit(network, preprocessing, calibration, data, progress)),
        data.name() + ", validation");
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
