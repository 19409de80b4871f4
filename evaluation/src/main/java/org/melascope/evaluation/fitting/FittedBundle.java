package org.melascope.evaluation.fitting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.WholeFile;
import org.melascope.gates.Novelty;

/**
 * All of a bundle but the weights.
 *
 * @param description of the bundle
 * @param novelty the statistics that go with it
 * @param sweep what its limits of image quality follow from
 */
public record FittedBundle(BundleDescription description, Novelty novelty, DegradationSweep sweep) {
  /** Among the results in a bundle: its limits, one a line, as a person wrote them for its card. */
  public static final String LIMITS = "limits.txt";

  /** Where in a bundle it is written how the network gets worse with the pictures. */
  private static final String DEGRADATION = Bundle.EVALUATION + "/degradation.csv";

  /** What an evaluation writes into a bundle: it does not hold for what is fitted anew. */
  private static final List<String> RESULTS =
      List.of(
          "comparison.json",
          "faithfulness.json",
          "gates.json",
          "metrics.json",
          "predictions.csv",
          "report.html",
          "robustness.json",
          "summary.txt");

  /**
   * Writes the bundle. Results of an evaluation that lie in the folder are those of the bundle that
   * was there before: they are deleted, with a warning that names them.
   *
   * @param onnx bytes of the network it was fitted for
   * @throws IOException if the folder cannot be written to
   */
  public void write(Path folder, byte[] onnx, FittingProgress progress) throws IOException {
    Bundle.write(folder, description, onnx, novelty);
    deleteResults(folder.resolve(Bundle.EVALUATION), progress);
    Path degradation = folder.resolve(DEGRADATION);
    Files.createDirectories(degradation.resolveSibling(""));
    WholeFile.write(degradation, sweep.csv());
  }

  private static void deleteResults(Path evaluation, FittingProgress progress) throws IOException {
    List<String> deleted = new ArrayList<>();
    for (String name : RESULTS) {
      if (Files.deleteIfExists(evaluation.resolve(name))) {
        deleted.add(name);
      }
    }
    if (!deleted.isEmpty()) {
      progress.warn(
          "deleted from %s what was measured before: %s; evaluate the bundle again"
              .formatted(evaluation, String.join(", ", deleted)));
    }
    if (Files.exists(evaluation.resolve(LIMITS))) {
      progress.warn(
          "%s tells of the bundle that was there before: see whether it is still true"
              .formatted(evaluation.resolve(LIMITS)));
    }
  }
}
