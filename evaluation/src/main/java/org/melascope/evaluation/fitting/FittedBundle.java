package org.melascope.evaluation.fitting;

import java.io.IOException;
import java.nio.file.Path;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.gates.Novelty;

/**
 * All of a bundle but the weights.
 *
 * @param description of the bundle
 * @param novelty the statistics that go with it
 */
public record FittedBundle(BundleDescription description, Novelty novelty) {

  /**
   * Writes the bundle.
   *
   * @param onnx bytes of the network it was fitted for
   * @throws IOException if the folder cannot be written to
   */
  public void write(Path folder, byte[] onnx) throws IOException {
    Bundle.write(folder, description, onnx, novelty);
  }
}
