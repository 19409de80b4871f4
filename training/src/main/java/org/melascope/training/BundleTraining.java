package org.melascope.training;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.evaluation.fitting.BundleFitting;
import org.melascope.evaluation.fitting.FittedBundle;
import org.melascope.evaluation.report.EpochFiles;
import org.melascope.evaluation.report.ModelCard;
import org.melascope.training.TrainingPlan.NetworkPlan;
import org.melascope.training.TrainingPlan.Stage;
import org.melascope.training.onnx.OnnxExport;
import org.melascope.training.weights.Weights;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * From pictures to a bundle: trains, exports, has the rest of the bundle fitted, and writes all of
 * it. Nothing here looks at a test picture.
 */
public final class BundleTraining {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CHECKPOINTS = "checkpoints";
  private static final String NETWORKS = "networks";

  /** What lies in the folder of the checkpoints, and in that of the networks that are finished. */
  private static final Pattern OF_CHECKPOINTS =
      Pattern.compile("stage-\\d+|training\\.json(\\.unfinished)?|lock");

  private static final Pattern OF_NETWORKS = Pattern.compile("\\d+|in-floats");

  /** What file managers leave wherever they were. */
  private static final Pattern OF_THE_SYSTEM =
      Pattern.compile("\\.DS_Store|\\._.*|\\.directory|Thumbs\\.db|desktop\\.ini");

  private final TrainingPlan plan;
  private final DataSet data;
  private final TrainingProgress progress;

  /** A training by this plan on these pictures. */
  public BundleTraining(TrainingPlan plan, DataSet data, TrainingProgress progress) {
    this.plan = plan;
    this.data = data;
    this.progress = progress;
  }

  /** Whether a folder holds a training that did not finish. */
  public static boolean isUnfinished(Path folder) throws IOException {
    if (Files.isDirectory(folder.resolve(NETWORKS))) {
      return true;
    }
    // Not every stage has begun.
    Path checkpoints = folder.resolve(CHECKPOINTS);
    if (Files.isDirectory(checkpoints)) {
      try (DirectoryStream<Path> stages = Files.newDirectoryStream(checkpoints)) {
        for (Path stage : stages) {
          if (Checkpoint.isIn(stage)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Path checkpoints(Path folder, int stage) {
    return folder.resolve(CHECKPOINTS).resolve("stage-" + (stage + 1));
  }

  /**
   * Trains and writes the bundle; goes on from what is finished in the folder, and from the latest
   * checkpoint.
   *
   * @param starts weights that each network starts from
   * @param folder of the bundle; checkpoints, and of several networks those that are finished, are
   *     kept in it until the bundle is written
   * @param release what the bundle is called and may be used for
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException before the first step if the pictures do not suffice for all
   *     that is trained and fitted, or the folder holds another training
   * @throws IllegalStateException if another process is training in the folder
   */
  public BundleDescription run(
      List<StartingWeights> starts, Path folder, BundleFitting.Release release) throws IOException {
    if (starts.size() != plan.networks().size()) {
      throw new IllegalArgumentException(
          "%d networks cannot start from the weights of %d"
              .formatted(plan.networks().size(), starts.size()));
    }
    requireEnoughPictures();
    requireNothingElse(folder.resolve(CHECKPOINTS), OF_CHECKPOINTS);
    requireNothingElse(folder.resolve(NETWORKS), OF_NETWORKS);
    try (TrainingLock lock = TrainingLock.of(folder.resolve(CHECKPOINTS), progress)) {
      BegunTraining begun = new BegunTraining(plan, data.provenance().sha256());
      if (isUnfinished(folder)) {
        begun.requireSameAs(lock.checkpoints());
      }
      begun.write(lock.checkpoints());
      BundleDescription description =
          plan.precision() == Precision.FLOAT32
              ? inFloats(starts, folder, release)
              : inIntegers(starts, folder, release);
      Checkpoint.delete(folder.resolve(NETWORKS));
      Checkpoint.delete(lock.checkpoints());
      return description;
    }
  }

  /** What a training keeps is deleted when it is done; what is not its own must not lie there. */
  private static void requireNothingElse(Path folder, Pattern own) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!own.matcher(name).matches() && !OF_THE_SYSTEM.matcher(name).matches()) {
          throw new IllegalArgumentException(
              entry
                  + " is of no training of ours, which would delete it at its end: move it, or train into another folder");
        }
      }
    }
  }

  private void requireEnoughPictures() {
    List<LabelledPicture> training = data.withSplit(Split.TRAIN).pictures();
    for (NetworkPlan network : plan.networks()) {
      for (Stage stage : network.stages()) {
        if (stage.recipe().method() != Method.LINEAR_PROBE) {
          TrainingPictures.require(stage.recipe(), training);
        }
      }
    }
    new BundleFitting(data, progress).requireEnoughPictures();
  }

  /** The network in floats lies among those that are finished until the bundle is written. */
  private BundleDescription inIntegers(
      List<StartingWeights> starts, Path folder, BundleFitting.Release release) throws IOException {
    Path exact = folder.resolve(NETWORKS).resolve("in-floats");
    if (!Files.exists(exact.resolve(TrainingPlan.FILE))) {
      inFloats(starts, exact, release);
    }
    try {
      return new BundleQuantisation(data, progress).run(exact, folder, release.version());
    } catch (UnusableBundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private BundleDescription inFloats(
      List<StartingWeights> starts, Path folder, BundleFitting.Release release) throws IOException {
    if (starts.size() == 1) {
      return network(plan.networks().get(0), starts.get(0), folder, release);
    }
    List<BundleCombination.Source> sources = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      NetworkPlan network = plan.networks().get(i);
      Path bundle = folder.resolve(NETWORKS).resolve(String.valueOf(i + 1));
      progress.stage(
          "network %d of %d: %s".formatted(i + 1, starts.size(), network.backbone().name()));
      // What is written last tells that all is there.
      if (!Files.exists(bundle.resolve(TrainingPlan.FILE))) {
        String name = release.name() + "-network-" + (i + 1);
        StartingWeights start = starts.get(i);
        OptionalInt before = trainedBefore(i);
        if (before.isPresent()) {
          start = StartingWeights.read(sources.get(before.getAsInt()).folder(), network.backbone());
          network = network.after(plan.networks().get(before.getAsInt()), start);
        }
        network(
            network,
            start,
            bundle,
            new BundleFitting.Release(name, release.version(), release.terms()));
      }
      sources.add(new BundleCombination.Source(bundle, network.closeup()));
    }
    return combined(sources, folder, release);
  }

  /** The last network before this one from which it goes on. */
  private OptionalInt trainedBefore(int network) {
    List<NetworkPlan> networks = plan.networks();
    return IntStream.range(0, network)
        .filter(i -> networks.get(network).goesOnFrom(networks.get(i)))
        .max();
  }

  private BundleDescription combined(
      List<BundleCombination.Source> sources, Path folder, BundleFitting.Release release)
      throws IOException {
    try {
      return new BundleCombination(plan.combination(), data, progress)
          .run(sources, folder, release);
    } catch (UnusableBundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private BundleDescription network(
      NetworkPlan network, StartingWeights start, Path folder, BundleFitting.Release release)
      throws IOException {
    int stages = network.stages().size();
    Weights weights = start.weights();
    double seconds = 0;
    for (int i = 0; i < stages; i++) {
      Stage stage = network.stages().get(i);
      if (stages > 1) {
        progress.stage("stage %d of %d".formatted(i + 1, stages));
      }
      weights =
          new Trainer(stage.recipe(), data, checkpoints(folder, i), progress)
              .train(weights, stage.epochs());
      seconds += Checkpoint.seconds(checkpoints(folder, i));
    }
    byte[] onnx = OnnxExport.of(network.backbone(), weights, Diagnosis.ALL.size());
    FittedBundle fitted =
        new BundleFitting(data, progress)
            .fit(
                onnx,
                network.lastRecipe().preprocessing(),
                release,
                training(network, start, seconds));
    fitted.write(folder, onnx, progress);
    BundleDescription description = fitted.description();
    ModelCard.of(description).write(folder);
    for (int i = 0; i < stages; i++) {
      log(folder, i)
          .moveTo(folder.resolve(Bundle.EVALUATION).resolve(EpochFiles.ofStage(i + 1, stages)));
    }
    new TrainingPlan(Combination.ENSEMBLE, Precision.FLOAT32, List.of(network.withCloseup(false)))
        .write(folder);
    // Not before: without the plan, which says that all is there, it is trained again.
    Checkpoint.delete(folder.resolve(CHECKPOINTS));
    return description;
  }

  private static EpochLog log(Path folder, int stage) {
    return new EpochLog(checkpoints(folder, stage).resolve(EpochLog.NAME));
  }

  private static BundleDescription.Training training(
      NetworkPlan network, StartingWeights start, double seconds) {
    Recipe recipe = network.lastRecipe();
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
