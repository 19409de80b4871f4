package org.melascope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.melascope.bundle.BundleDescription;
import org.melascope.dataset.DataSet;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.evaluation.fitting.BundleFitting;
import org.melascope.evaluation.fitting.FittedBundle;
import org.melascope.evaluation.report.ModelCard;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * From pictures to a bundle: trains, exports, has the rest of the bundle fitted, and writes all of
 * it. Nothing here looks at a test picture.
 */
public final class BundleTraining {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CHECKPOINTS = "checkpoints";

  private final Recipe recipe;
  private final DataSet data;
  private final TrainingProgress progress;

  /** A training of this recipe on these pictures. */
  public BundleTraining(Recipe recipe, DataSet data, TrainingProgress progress) {
    this.recipe = recipe;
    this.data = data;
    this.progress = progress;
  }

  /** Whether a folder holds checkpoints of a training that did not finish. */
  public static boolean isUnfinished(Path folder) throws IOException {
    return Checkpoint.latest(folder.resolve(CHECKPOINTS)).isPresent();
  }

  /**
   * Trains and writes the bundle; goes on from the latest checkpoint in the folder if there is one.
   *
   * @param start weights to start from
   * @param folder of the bundle; checkpoints are kept in it until the bundle is written
   * @param release what the bundle is called and may be used for
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if the pictures do not suffice, or a checkpoint does not fit
   */
  public BundleDescription run(StartingWeights start, Path folder, BundleFitting.Release release)
      throws IOException {
    long began = System.nanoTime();
    EpochLog log = new EpochLog(folder.resolve(CHECKPOINTS).resolve(EpochLog.NAME));
    Weights weights =
        new Trainer(recipe, data, folder.resolve(CHECKPOINTS), progress).train(start.weights());
    double seconds = log.seconds().orElse((System.nanoTime() - began) / 1e9);
    byte[] onnx = OnnxExport.of(recipe.backbone(), weights, Diagnosis.ALL.size());
    FittedBundle fitted =
        new BundleFitting(data, progress)
            .fit(onnx, recipe.preprocessing(), release, training(start, seconds));
    fitted.write(folder, onnx);
    BundleDescription description = fitted.description();
    Files.writeString(folder.resolve(ModelCard.FILE), ModelCard.of(description).markdown());
    log.moveTo(folder.resolve("evaluation"));
    Checkpoint.deleteAll(folder.resolve(CHECKPOINTS));
    Files.deleteIfExists(folder.resolve(CHECKPOINTS));
    return description;
  }

  private BundleDescription.Training training(StartingWeights start, double seconds) {
    return new BundleDescription.Training(
        recipe.backbone().name(),
        recipe.method().word(),
        start.description(),
        recipe.seed(),
        Math.rint(seconds),
        JSON.readValue(
            JSON.writeValueAsString(recipe), new TypeReference<Map<String, Object>>() {}));
  }
}
