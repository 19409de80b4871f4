package org.melascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.melascope.Assessor;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.BundleDescription.GateLimits;
import org.melascope.bundle.BundleDescription.NoveltyFile;
import org.melascope.bundle.BundleDescription.ViewLimit;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.gates.ConformalPrediction;
import org.melascope.gates.Novelty;
import org.melascope.gates.QualityLimits;
import org.melascope.gates.Reason;
import org.melascope.image.LesionImage;

/** Bundles whose network is that of another one, and whose gates the tests know. */
public final class GatedBundle {
  /** Which answers are open at a P(malignant): never both. */
  public static final List<ConformalPrediction.Level> SURE =
      List.of(
          new ConformalPrediction.Level(0.90, 0.5, 0.499),
          new ConformalPrediction.Level(0.95, 0.4, 0.6));

  /** Always both. */
  public static final List<ConformalPrediction.Level> UNSURE =
      List.of(new ConformalPrediction.Level(0.90, 0, 1), new ConformalPrediction.Level(0.95, 0, 1));

  private static final List<String> ABOUT = List.of("MODEL_CARD.md", "evaluation/metrics.json");

  private GatedBundle() {}

  /**
   * Writes a bundle.
   *
   * @param original whose network it has
   * @param folder to write to
   * @param quality limits of the gates that may close; the others let every picture pass
   * @param conformal of which the first level decides
   */
  public static Path write(
      Path original,
      Path folder,
      Map<Reason, Double> quality,
      List<ConformalPrediction.Level> conformal) {
    try {
      Bundle bundle = Bundle.open(original);
      Novelty novelty = anywhere(bundle);
      Map<String, Double> limits = new TreeMap<>();
      for (Reason reason : Reason.OF_QUALITY) {
        limits.put(reason.code(), reason.above() ? 2.0 : -1.0);
      }
      quality.forEach((reason, limit) -> limits.put(reason.code(), limit));
      GateLimits gates =
          new GateLimits(
              new QualityLimits(limits),
              new NoveltyFile(Bundle.NOVELTY, Bundle.sha256(novelty.toBytes()), 1),
              new ConformalPrediction(conformal, conformal.get(0).level()),
              new ViewLimit(1),
              "made up for tests");
      Bundle.write(folder, with(bundle.description(), gates), bundle.model(), novelty);
      for (String file : ABOUT) {
        if (Files.exists(original.resolve(file))) {
          Files.createDirectories(folder.resolve(file).getParent());
          Files.copy(original.resolve(file), folder.resolve(file));
        }
      }
      return folder;
    } catch (UnusableBundleException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BundleDescription with(BundleDescription of, GateLimits gates) {
    return new BundleDescription(
        BundleDescription.FORMAT_VERSION,
        of.name(),
        of.version(),
        of.created(),
        of.intendedUse(),
        of.terms(),
        of.network(),
        of.diagnoses(),
        of.preprocessing(),
        of.calibration(),
        of.operatingCurve(),
        of.defaultSensitivity(),
        Optional.of(gates),
        of.data(),
        of.training());
  }

  /** Scaled to length 1, every embedding is as far from the origin as every other. */
  private static Novelty anywhere(Bundle bundle) throws UnusableBundleException {
    int width;
    try (Assessor assessor = Assessor.of(bundle, 1)) {
      width = assessor.run(LesionImage.of(1, 1, new byte[3])).embedding().length;
    }
    float[] identity = new float[width * (width + 1) / 2];
    for (int row = 0; row < width; row++) {
      identity[row * (row + 3) / 2] = 1;
    }
    return new Novelty(List.of(new Novelty.Group(new float[width], identity)));
  }
}
