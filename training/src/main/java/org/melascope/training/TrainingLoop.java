package org.melascope.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.weights.Weights;

/** The loop of a training that changes all layers: reads from top to bottom as it runs. */
final class TrainingLoop implements AutoCloseable {
  private final NDManager manager;
  private final Recipe recipe;
  private final DataSet data;
  private final TrainingPictures pictures;
  private final Path folder;
  private final TrainingProgress progress;
  private final Duration checkpointInterval;
  private final TrainableNetwork network;
  private final AdamW optimiser;
  private final WeightAverage average;
  private final EpochLog log;
  private final Set<String> warned = new HashSet<>();

  private int epoch;
  private int batch;
  private long steps;
  private double lossSum;
  private double secondsBefore;
  private long began = System.nanoTime();
  private long lastCheckpoint = began;

  TrainingLoop(
      NDManager manager,
      Recipe recipe,
      Weights weights,
      DataSet data,
      TrainingPictures pictures,
      Path folder,
      TrainingProgress progress,
      Duration checkpointInterval) {
    Optimisation how = recipe.optimisation();
    this.manager = manager;
    this.recipe = recipe;
    this.data = data;
    this.pictures = pictures;
    this.folder = folder;
    this.progress = progress;
    this.checkpointInterval = checkpointInterval;
    this.network = TrainableNetwork.of(manager, recipe.backbone(), weights, Diagnosis.ALL.size());
    this.average = new WeightAverage(manager, network.parameters(), how.averaging());
    this.optimiser =
        new AdamW(manager, network.learned(), how.weightDecay(), how.clipping(), this::rateScale);
    this.log = new EpochLog(folder.resolve(EpochLog.NAME));
  }

  /**
   * Layers below learn more slowly: the factor is {@code layerDecay} to the power of the number of
   * layers above.
   */
  private double rateScale(String parameter) {
    Backbone backbone = recipe.backbone();
    int above = backbone.layers() - 1 - backbone.layer(parameter);
    return Math.pow(recipe.optimisation().layerDecay(), above);
  }

  /** Goes on where a checkpoint was written, instead of from the start. */
  void resume(Checkpoint checkpoint) {
    Checkpoint.Progress at = checkpoint.progress();
    epoch = at.epoch();
    batch = at.batch();
    steps = at.steps();
    lossSum = at.lossSum();
    secondsBefore = at.seconds();
    average.restore(checkpoint.average());
    optimiser.restore(checkpoint.optimiser(), steps);
  }

  /**
   * Trains until so many epochs are done and returns the averaged weights. An epoch is done once it
   * is validated.
   *
   * @throws CancellationException if the progress has stopped it, in an epoch or its validation;
   *     there is a checkpoint then
   */
  Weights run(int epochs) throws IOException {
    while (epoch < epochs) {
      EpochMetrics metrics;
      try {
        trainEpoch(epochs);
        metrics = validated(lossSum / pictures.size());
      } catch (CancellationException e) {
        checkpoint();
        throw e;
      }
      epoch++;
      batch = 0;
      lossSum = 0;
      log.append(metrics);
      checkpoint();
      progress.epoch(metrics);
    }
    return averaged();
  }

  /** What is left of the epoch's batches: none, where only its validation is left. */
  private void trainEpoch(int epochs) throws IOException {
    progress.begin(
        "epoch %d of %d".formatted(epoch + 1, epochs),
        Math.max(0, pictures.size() - (long) batch * recipe.optimisation().batchSize()));
    try (BatchQueue batches = new BatchQueue(pictures, epoch, batch)) {
      while (batches.hasNext()) {
        step(batches.next());
        // The end of an epoch has its own.
        if (batches.hasNext() && checkpointIsDue()) {
          checkpoint();
        }
      }
    }
    warnOfUnreadable();
  }

  /** The averaged weights, in the form in which they answer. */
  private Weights averaged() {
    return TrainableNetwork.forInference(recipe.backbone(), average.weights());
  }

  private void warnOfUnreadable() {
    pictures
        .unreadable()
        .forEach(
            (name, reason) -> {
              if (warned.add(name)) {
                progress.warn(reason + " (another picture takes its place)");
              }
            });
  }

  private void step(Batch next) {
    double rate =
        recipe.optimisation().learningRate() * recipe.optimisation().schedule(steps, totalSteps());
    double loss;
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      scope.suppressNotUsedWarning();
      NDArray logits =
          network.logits(next.views().patches(manager), next.views().positions(manager));
      NDArray mean = next.labels().loss(logits, manager);
      loss = mean.getFloat();
      collector.backward(mean);
    }
    requireFinite("the loss", loss, rate);
    requireFinite("the gradient", optimiser.step(rate), rate);
    batch++;
    steps++;
    average.update(steps);
    lossSum += loss * next.views().size();
    progress.advance(next.views().size(), loss);
  }

  private void requireFinite(String what, double value, double rate) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException(
          what
              + " became "
              + value
              + " at step "
              + steps
              + ": lower the learning rate (it was "
              + rate
              + ")");
    }
  }

  private long totalSteps() {
    return (long) recipe.optimisation().epochs() * pictures.batches();
  }

  private EpochMetrics validated(double trainingLoss) {
    List<LabelledPicture> validation = data.withSplit(Split.VALIDATION).pictures();
    try (NDManager own = manager.newSubManager()) {
      TrainableNetwork averaged =
          TrainableNetwork.of(own, recipe.backbone(), averaged(), Diagnosis.ALL.size());
      Inference inference = new Inference(own, averaged);
      LabelledOutputs outputs =
          LabelledOutputs.of(
              "validation",
              validation,
              recipe.preprocessing(),
              inference::logits,
              warned,
              progress);
      return EpochMetrics.of(epoch + 1, steps, trainingLoss, outputs, seconds());
    }
  }

  private boolean checkpointIsDue() {
    return System.nanoTime() - lastCheckpoint > checkpointInterval.toNanos();
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - began) / 1e9;
  }

  private void checkpoint() throws IOException {
    Checkpoint.Progress at = new Checkpoint.Progress(epoch, batch, steps, lossSum, seconds());
    new Checkpoint(
            recipe,
            data.provenance().sha256(),
            at,
            network.weights(),
            average.weights(),
            optimiser.state())
        .write(folder);
    lastCheckpoint = System.nanoTime();
  }

  @Override
  public void close() {
    optimiser.close();
    average.close();
  }
}
