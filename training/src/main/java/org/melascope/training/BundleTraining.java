package org.melascope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Calibration;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.OperatingCurve;
import org.melascope.evaluation.OperatingPoints;
import org.melascope.evaluation.TemperatureScaling;
import org.melascope.evaluation.report.ModelCard;
import org.melascope.network.Network;
import org.melascope.network.UnusableNetworkException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * From pictures to a bundle: trains, exports, chooses the framing, calibrates, sets the operating
 * points, and writes all of it. Nothing here looks at a test picture.
 */
public final class BundleTraining {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CHECKPOINTS = "checkpoints";
  private static final double DEFAULT_SENSITIVITY = 0.95;

  private static final String INTENDED_USE =
      "Research on close-up photos and dermoscopy of single skin lesions. Not a medical device, not a diagnosis:"
          + " it must not be used to decide for or against seeing a doctor or treating a lesion.";

  /**
   * How a bundle is called, and the terms under which its weights may be used.
   *
   * @param name such as {@code melascope-vit-tiny}
   * @param version such as {@code 1}
   * @param terms in words
   */
  public record Release(String name, String version, String terms) {}

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
  public BundleDescription run(StartingWeights start, Path folder, Release release)
      throws IOException {
    long began = System.nanoTime();
    EpochLog log = new EpochLog(folder.resolve(CHECKPOINTS).resolve(EpochLog.NAME));
    Weights weights =
        new Trainer(recipe, data, folder.resolve(CHECKPOINTS), progress).train(start.weights());
    double seconds = log.seconds().orElse((System.nanoTime() - began) / 1e9);
    byte[] onnx = OnnxExport.of(recipe.backbone(), weights, Diagnosis.ALL.size());
    FramingChoice framing = chooseFraming(onnx);
    Calibration calibration =
        TemperatureScaling.fit(framing.outputs().outputs(), framing.outputs().labels());
    BundleDescription description =
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
            calibration,
            operatingCurve(framing.outputs(), calibration),
            DEFAULT_SENSITIVITY,
            List.of(dataUse()),
            training(start, seconds));
    Bundle.write(folder, description, onnx);
    Files.writeString(folder.resolve(ModelCard.FILE), ModelCard.of(description).markdown());
    log.moveTo(folder.resolve("evaluation"));
    Checkpoint.deleteAll(folder.resolve(CHECKPOINTS));
    Files.deleteIfExists(folder.resolve(CHECKPOINTS));
    return description;
  }

  private FramingChoice chooseFraming(byte[] onnx) {
    try (Network network = Network.open(onnx, Runtime.getRuntime().availableProcessors())) {
      return FramingChoice.of(
          network, recipe.preprocessing(), data.withSplit(Split.VALIDATION).pictures(), progress);
    } catch (UnusableNetworkException e) {
      throw new IllegalStateException("the exported network cannot be opened", e);
    }
  }

  private OperatingCurve operatingCurve(LabelledOutputs outputs, Calibration calibration) {
    double[] malignant =
        outputs.outputs().stream()
            .mapToDouble(logits -> calibration.apply(logits).malignant())
            .toArray();
    return OperatingPoints.choose(malignant, outputs.labels(), data.name() + ", validation");
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
