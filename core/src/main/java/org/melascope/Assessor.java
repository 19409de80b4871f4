package org.melascope;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.gates.Finding;
import org.melascope.gates.Gates;
import org.melascope.gates.ImageQuality;
import org.melascope.gates.Judgement;
import org.melascope.gates.Reason;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;
import org.melascope.network.EvidenceMap;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;

/**
 * Answers for pictures with one bundle: preparation, quality, network, calibration, decision.
 *
 * <p>May be used by several threads at once; close it when done.
 */
public final class Assessor implements AutoCloseable {
  private final BundleDescription description;
  private final Optional<Gates> gates;
  private final Network network;

  private Assessor(BundleDescription description, Optional<Gates> gates, Network network) {
    this.description = description;
    this.gates = gates;
    this.network = network;
  }

  /**
   * Opens a bundle for use.
   *
   * @param folder of the bundle
   * @param threads how many threads work on one picture, at least 1: all cores for the shortest
   *     wait, 1 where many pictures are assessed at the same time
   * @throws UnusableBundleException if the bundle is not whole; names the file and the field
   */
  public static Assessor open(Path folder, int threads) throws UnusableBundleException {
    return of(Bundle.open(folder), threads);
  }

  /** Like {@link #open}, for a bundle that is open already. */
  public static Assessor of(Bundle bundle, int threads) throws UnusableBundleException {
    return new Assessor(bundle.description(), bundle.gates(), bundle.openNetwork(threads));
  }

  /** What the bundle says of itself. */
  public BundleDescription description() {
    return description;
  }

  /** Assesses a picture at the bundle's default sensitivity. */
  public Assessment assess(LesionImage image) {
    return assess(image, description.defaultSensitivity());
  }

  /**
   * Assesses a picture.
   *
   * @param sensitivity of the operating point that decides
   * @throws IllegalArgumentException if the bundle has no operating point for that sensitivity
   */
  public Assessment assess(LesionImage image, double sensitivity) {
    return assess(image, sensitivity, false);
  }

  /**
   * Assesses a picture.
   *
   * @param sensitivity of the operating point that decides
   * @param thorough whether the answer is the mean over the eight {@link Views} of the picture,
   *     which takes eight times as long
   * @throws IllegalArgumentException if the bundle has no operating point for that sensitivity
   */
  public Assessment assess(LesionImage image, double sensitivity, boolean thorough) {
    OperatingPoint point = description.operatingCurve().at(sensitivity);
    long start = System.nanoTime();
    Preprocessing preprocessing = description.preprocessing();
    float[] samples = preprocessing.samples(image);
    Optional<ImageQuality> quality =
        gates.map(
            present ->
                ImageQuality.of(
                    samples,
                    preprocessing.size(),
                    preprocessing.frame(image.originalWidth(), image.originalHeight()).area()));
    preprocessing.normalise(samples);
    List<NetworkOutput> outputs =
        thorough
            ? network.run(Views.of(samples, preprocessing.size()))
            : List.of(Orientation.run(network, samples));
    DiagnosisDistribution distribution = description.calibration().apply(Views.meanLogits(outputs));
    Optional<Agreement> agreement =
        thorough ? Optional.of(agreement(outputs, distribution, point)) : Optional.empty();
    EvidenceMap evidence = evidence(outputs);
    Optional<Judgement> judgement =
        gates
            .map(present -> judge(present, quality.orElseThrow(), outputs, distribution, agreement))
            .map(judged -> remarked(judged, evidence, distribution));
    Decision decision = decide(point.decide(distribution), judgement);
    return new Assessment(
        decision,
        distribution,
        point,
        judgement.map(judged -> warned(judged, decision, distribution)),
        agreement,
        evidence,
        description.identity(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static EvidenceMap evidence(List<NetworkOutput> outputs) {
    return outputs.size() == 1 ? outputs.get(0).evidence() : Views.meanEvidence(outputs);
  }

  private Agreement agreement(
      List<NetworkOutput> outputs, DiagnosisDistribution mean, OperatingPoint point) {
    int same = 0;
    double lowest = 1;
    double highest = 0;
    for (NetworkOutput output : outputs) {
      DiagnosisDistribution view = description.calibration().apply(output.logits());
      same += point.decide(view) == point.decide(mean) ? 1 : 0;
      lowest = Math.min(lowest, view.malignant());
      highest = Math.max(highest, view.malignant());
    }
    return new Agreement(outputs.size(), same, lowest, highest);
  }

  private static Judgement judge(
      Gates gates,
      ImageQuality quality,
      List<NetworkOutput> outputs,
      DiagnosisDistribution distribution,
      Optional<Agreement> agreement) {
    double novelty =
        outputs.stream()
            .mapToDouble(output -> gates.novelty().score(output.embedding()))
            .average()
            .orElseThrow();
    double malignant = distribution.malignant();
    return agreement
        .map(views -> gates.judge(quality, novelty, malignant, views.spread()))
        .orElseGet(() -> gates.judge(quality, novelty, malignant));
  }

  /** With a remark if most of what speaks for the likeliest diagnosis lies off the lesion. */
  private static Judgement remarked(
      Judgement judgement, EvidenceMap evidence, DiagnosisDistribution distribution) {
    int likeliest = distribution.mostLikely().ordinal();
    return EvidencePlacement.of(evidence, likeliest, judgement.quality().lesion())
        .filter(placement -> placement.outside() > EvidencePlacement.MOST)
        .map(
            placement ->
                judgement.with(
                    new Finding(
                        Reason.EVIDENCE_OFF_LESION, placement.outside(), EvidencePlacement.MOST)))
        .orElse(judgement);
  }

  /** With a remark if a lesion passes of which a conformal set holds malignant alone. */
  private Judgement warned(
      Judgement judgement, Decision decision, DiagnosisDistribution distribution) {
    return decision == Decision.LIKELY_BENIGN
        ? gates
            .flatMap(present -> present.againstLettingPass(distribution.malignant()))
            .map(judgement::with)
            .orElse(judgement)
        : judgement;
  }

  private static Decision decide(Decision plain, Optional<Judgement> judgement) {
    if (judgement.isEmpty()) {
      return plain;
    }
    if (judgement.get().has(Reason.Consequence.NOT_ASSESSABLE)) {
      return Decision.NOT_ASSESSABLE;
    }
    return judgement.get().has(Reason.Consequence.UNCERTAIN) ? Decision.UNCERTAIN : plain;
  }

  /** What the network itself says of a picture, not calibrated. */
  public NetworkOutput run(LesionImage image) {
    return Orientation.run(network, description.preprocessing().apply(image));
  }

  @Override
  public void close() {
    network.close();
  }
}
