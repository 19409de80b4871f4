package org.melascope.evaluation.fitting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.gates.Novelty;

/**
 * All of a bundle but the weights.
 *
 * @param description of the bundle
 * @param novelty the statistics that go with it
 * @param sweep what its limits of image quality follow from
 */
public record FittedBundle(BundleDescription description, Novelty novelty, DegradationSweep sweep) {
  /** Where in a bundle it is written how the network gets worse with the pictures. */
  private static final String DEGRADATION = "evaluation/degradation.csv";

  /**
   * Writes the bundle.
   *
   * @param onnx bytes of the network it was fitted for
   * @throws IOException if the folder cannot be written to
   */
  public void write(Path folder, byte[] onnx) throws IOException {
    Bundle.write(folder, description, onnx, novelty);
    Path degradation = folder.resolve(DEGRADATION);
    Files.createDirectories(degradation.resolveSibling(""));
    Files.writeString(degradation, sweep.csv());
  }
}
