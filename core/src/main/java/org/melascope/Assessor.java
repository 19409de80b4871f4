package org.melascope;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.image.LesionImage;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;

/**
 * Answers for pictures with one bundle: preparation, network, calibration, decision.
 *
 * <p>May be used by several threads at once; close it when done.
 */
public final class Assessor implements AutoCloseable {
  private final BundleDescription description;
  private final Network network;

  private Assessor(BundleDescription description, Network network) {
    this.description = description;
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
    return new Assessor(bundle.description(), bundle.openNetwork(threads));
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
    OperatingPoint point = description.operatingCurve().at(sensitivity);
    long start = System.nanoTime();
    NetworkOutput output = run(image);
    DiagnosisDistribution distribution = description.calibration().apply(output.logits());
    return new Assessment(
        point.decide(distribution),
        distribution,
        point,
        List.of(),
        output.evidence(),
        description.identity(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /** What the network itself says of a picture, not calibrated. */
  public NetworkOutput run(LesionImage image) {
    return network.run(List.of(description.preprocessing().apply(image))).get(0);
  }

  @Override
  public void close() {
    network.close();
  }
}
