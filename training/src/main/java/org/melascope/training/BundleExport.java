package org.melascope.training;

import java.io.IOException;
import java.nio.file.Path;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.evaluation.fitting.BundleFitting;
import org.melascope.evaluation.fitting.FittedBundle;
import org.melascope.evaluation.fitting.FittingProgress;
import org.melascope.evaluation.report.ModelCard;
import org.melascope.training.onnx.OnnxExport;

/**
 * Brings a bundle of an older version up to date: the weights stay, the network is exported as it
 * would be today, and all that is fitted is fitted anew. Nothing here looks at a test picture.
 */
public final class BundleExport {
  private final DataSet data;
  private final FittingProgress progress;

  /** An export fitted on the validation pictures of this data set. */
  public BundleExport(DataSet data, FittingProgress progress) {
    this.data = data;
    this.progress = progress;
  }

  /**
   * Exports the network of a bundle anew and writes the bundle around it.
   *
   * @param folder of the bundle, which stays as it is unless it is {@code out}
   * @param out folder of the new bundle
   * @param version of the new bundle
   * @throws IOException if a file cannot be read or written
   * @throws UnusableBundleException if the bundle cannot be used
   * @throws IllegalArgumentException if the bundle does not hold one network of ours, or the
   *     pictures do not suffice
   */
  public BundleDescription run(Path folder, Path out, String version)
      throws IOException, UnusableBundleException {
    BundleNetwork network = BundleNetwork.of(folder);
    BundleQuantisation.requireFloats(folder, network.description());
    byte[] onnx = OnnxExport.of(network.backbone(), network.weights(), Diagnosis.ALL.size());
    FittedBundle fitted =
        new BundleFitting(data, progress)
            .refit(network.description(), onnx, version, network.description().training());
    fitted.write(out, onnx, progress);
    TrainingRecord.copy(folder, out);
    ModelCard.of(fitted.description(), out).write(out);
    return fitted.description();
  }
}
