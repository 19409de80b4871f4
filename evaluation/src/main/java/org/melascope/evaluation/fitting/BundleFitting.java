package org.melascope.evaluation.fitting;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Calibration;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;
import org.melascope.diagnosis.OperatingCurve;
import org.melascope.evaluation.OperatingPoints;
import org.melascope.evaluation.TemperatureScaling;
import org.melascope.image.Preprocessing;
import org.melascope.network.Network;
import org.melascope.network.UnusableNetworkException;

/**
 * Makes a bundle of an exported network: chooses the framing, calibrates, sets the gates and the
 * operating points, all on validation pictures.
 */
public final class BundleFitting {
  private static final double DEFAULT_SENSITIVITY = 0.95;

  private static final String INTENDED_USE =
      "Research on close-up photos and dermoscopy of single skin lesions. Not a medical device, not a diagnosis:"
          + " it must not be used to decide for or against seeing a doctor or treating a lesion.";

  /**
   * How a bundle is called, and the terms under which its weights may be used.
   *
   * @param name such as {@code melascope}
   * @param version such as {@code 1}
   * @param terms in words; none of the three is blank
   */
  public record Release(String name, String version, String terms) {
    public Release {
      requireText(name, "name");
      requireText(version, "version");
      requireText(terms, "terms");
    }

    private static void requireText(String value, String what) {
      if (value.isBlank()) {
        throw new IllegalArgumentException("the " + what + " of a bundle must not be empty");
      }
    }
  }

  private final DataSet data;
  private final FittingProgress progress;

  /** A fitting on the validation pictures of this data set. */
  public BundleFitting(DataSet data, FittingProgress progress) {
    this.data = data;
    this.progress = progress;
  }

  /**
   * Looks whether the pictures suffice for a fitting, which reads a few of them: to be asked before
   * a network is trained for it. Warns where they suffice for no more than a guess.
   *
   * @throws IllegalArgumentException if they do not; says which are missing, and what to do
   */
  public void requireEnoughPictures() {
    EnoughPictures pictures = new EnoughPictures(data);
    pictures.require();
    pictures.tooFew().ifPresent(progress::warn);
  }

  /**
   * Fits a new bundle.
   *
   * @param onnx bytes of the exported network
   * @param basis the preprocessing it was trained with; the framing is chosen anew
   * @param release what the bundle is called and may be used for
   * @param training how the network was trained
   * @throws IllegalArgumentException if the pictures do not suffice
   * @throws IllegalStateException if the network cannot be opened
   */
  public FittedBundle fit(
      byte[] onnx, Preprocessing basis, Release release, BundleDescription.Training training) {
    try (Network network = Network.open(onnx, 1)) {
      FramingChoice framing =
          FramingChoice.of(network, basis, data.withSplit(Split.VALIDATION).pictures(), progress);
      Fitted fitted = fitted(network, framing.preprocessing(), framing.validation());
      return new FittedBundle(
          new BundleDescription(
              BundleDescription.FORMAT_VERSION,
              release.name(),
              release.version(),
              LocalDate.now(ZoneOffset.UTC).toString(),
              INTENDED_USE,
              release.terms(),
              new BundleDescription.NetworkFile(Bundle.MODEL, Bundle.sha256(onnx)),
              Diagnosis.ALL.stream().map(Diagnosis::code).toList(),
              framing.preprocessing(),
              fitted.calibration(),
              fitted.operatingCurve(),
              DEFAULT_SENSITIVITY,
              Optional.of(fitted.gates().limits()),
              List.of(dataUse()),
              training),
          fitted.gates().gates().novelty(),
          fitted.gates().sweep());
    } catch (UnusableNetworkException e) {
      throw new IllegalStateException("the exported network cannot be opened", e);
    }
  }

  /**
   * Fits a bundle anew: what is fitted is fitted again; the network, its preprocessing, its name,
   * and what it was trained on stay.
   *
   * @throws IllegalArgumentException if the pictures do not suffice
   * @throws UnusableBundleException if the network does not fit the bundle
   */
  public FittedBundle refit(Bundle bundle) throws UnusableBundleException {
    BundleDescription old = bundle.description();
    try (Network network = bundle.openNetwork(1)) {
      return refit(old, network, old.network(), old.version(), old.training());
    }
  }

  /**
   * Fits a bundle anew whose network was exported anew from the same weights.
   *
   * @param old the bundle as it was
   * @param onnx bytes of the network as it is now
   * @param version what the bundle is called from now on
   * @param training how the network came to be, as it is now
   * @throws IllegalArgumentException if the pictures do not suffice
   * @throws IllegalStateException if the network cannot be opened
   */
  public FittedBundle refit(
      BundleDescription old, byte[] onnx, String version, BundleDescription.Training training) {
    try (Network network = Network.open(onnx, 1)) {
      return refit(
          old,
          network,
          new BundleDescription.NetworkFile(Bundle.MODEL, Bundle.sha256(onnx)),
          version,
          training);
    } catch (UnusableNetworkException e) {
      throw new IllegalStateException("the exported network cannot be opened", e);
    }
  }

  private FittedBundle refit(
      BundleDescription old,
      Network network,
      BundleDescription.NetworkFile file,
      String version,
      BundleDescription.Training training) {
    Validation validation =
        Validation.of(
            network, old.preprocessing(), data.withSplit(Split.VALIDATION).pictures(), progress);
    Fitted fitted = fitted(network, old.preprocessing(), validation);
    return new FittedBundle(
        new BundleDescription(
            BundleDescription.FORMAT_VERSION,
            old.name(),
            version,
            old.created(),
            old.intendedUse(),
            old.terms(),
            file,
            old.diagnoses(),
            old.preprocessing(),
            fitted.calibration(),
            fitted.operatingCurve(),
            old.defaultSensitivity(),
            Optional.of(fitted.gates().limits()),
            old.data(),
            training),
        fitted.gates().gates().novelty(),
        fitted.gates().sweep());
  }

  private record Fitted(
      Calibration calibration, FittedGates gates, OperatingCurve operatingCurve) {}

  private Fitted fitted(Network network, Preprocessing preprocessing, Validation validation) {
    Calibration calibration = TemperatureScaling.fit(validation.logits(), validation.labels());
    FittedGates gates =
        FittedGates.of(network, preprocessing, calibration, validation, data, progress);
    return new Fitted(calibration, gates, operatingCurve(validation, calibration, gates));
  }

  /**
   * The thresholds are chosen on the pictures that are answered, for it is among these that the
   * sensitivity is promised.
   */
  private OperatingCurve operatingCurve(
      Validation validation, Calibration calibration, FittedGates gates) {
    List<Observation> answered =
        validation.observations().stream()
            .filter(seen -> gates.answers(seen, calibration))
            .toList();
    boolean some =
        answered.stream()
            .anyMatch(seen -> seen.picture().label().flatMap(LabelSet::malignant).orElse(false));
    Validation counted = some ? new Validation(answered) : validation;
    return OperatingPoints.choose(
        counted.malignant(calibration),
        counted.labels(),
        data.name() + (some ? ", validation, answered" : ", validation"));
  }

  private BundleDescription.DataUse dataUse() {
    Map<String, Integer> pictures = new TreeMap<>();
    for (LabelledPicture picture : data.pictures()) {
      boolean used = picture.split() == Split.TRAIN || picture.split() == Split.VALIDATION;
      if (used && picture.label().isPresent()) {
        pictures.merge(picture.source() + "/" + picture.split().word(), 1, Integer::sum);
      }
    }
    return new BundleDescription.DataUse(
        data.provenance().description(), data.provenance().sha256(), pictures);
  }
}
