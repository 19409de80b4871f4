package org.melascope.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.weights.Weights;

/**
 * Trains a network by a recipe.
 *
 * <p>Everything random depends on the recipe's seed and on how far the training is, so a training
 * that was killed and resumed from its checkpoint takes the very steps that it would have taken
 * undisturbed, bit for bit if PyTorch has the same number of threads: with another number it adds
 * up in another order.
 */
public final class Trainer {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(10);

  private final Recipe recipe;
  private final DataSet data;
  private final Path folder;
  private final TrainingProgress progress;
  private final Duration checkpointInterval;

  /**
   * A training.
   *
   * @param data its split {@code train} is trained on, its split {@code validation} measured after
   *     every epoch
   * @param folder where checkpoints and the metrics of every epoch are kept
   */
  public Trainer(Recipe recipe, DataSet data, Path folder, TrainingProgress progress) {
    this(recipe, data, folder, progress, CHECKPOINT_INTERVAL);
  }

  /** With a checkpoint after every so long a time, beside those at the ends of epochs. */
  Trainer(
      Recipe recipe,
      DataSet data,
      Path folder,
      TrainingProgress progress,
      Duration checkpointInterval) {
    this.recipe = recipe;
    this.data = data;
    this.folder = folder;
    this.progress = progress;
    this.checkpointInterval = checkpointInterval;
  }

  /** Trains to the end of the recipe; see {@link #train(Weights, int)}. */
  Weights train(Weights start) throws IOException {
    return train(start, recipe.optimisation().epochs());
  }

  /**
   * Trains from the latest checkpoint in the folder if there is one.
   *
   * @param start weights to start from under timm's names; a fine-tuning goes on from a head for
   *     the seven diagnoses, a linear probe begins with it, and any other head is dropped
   * @param epochs after so many the training ends, even if the recipe's schedule goes on
   * @return the averaged weights
   * @throws IOException if a checkpoint or the file of metrics cannot be read or written
   * @throws IllegalArgumentException if the checkpoint belongs to another recipe or other data, or
   *     no picture can be used
   */
  public Weights train(Weights start, int epochs) throws IOException {
    Optional<Checkpoint> checkpoint = Checkpoint.latest(folder);
    if (checkpoint.isPresent()) {
      requireSameTraining(checkpoint.get());
    }
    List<LabelledPicture> pictures =
        data.withSplit(Split.TRAIN).pictures().stream().filter(p -> p.label().isPresent()).toList();
    try (NDManager manager = NDManager.newBaseManager()) {
      if (recipe.method() == Method.LINEAR_PROBE) {
        return checkpoint.isPresent()
            ? checkpoint.get().average()
            : probed(manager, start, pictures);
      }
      TrainingPictures shown = new TrainingPictures(recipe, pictures);
      Weights weights =
          checkpoint.isPresent()
              ? checkpoint.get().weights()
              : TrainableNetwork.forTraining(
                  manager, recipe.backbone(), initial(manager, start, pictures), shown::firstViews);
      try (TrainingLoop loop =
          new TrainingLoop(
              manager, recipe, weights, data, shown, folder, progress, checkpointInterval)) {
        checkpoint.ifPresent(loop::resume);
        return loop.run(epochs);
      }
    }
  }

  /** A head alone is fitted in one go: its checkpoint is its end. */
  private Weights probed(NDManager manager, Weights start, List<LabelledPicture> pictures)
      throws IOException {
    long began = System.nanoTime();
    Weights probed = initial(manager, start, pictures);
    double seconds = (System.nanoTime() - began) / 1e9;
    Checkpoint.Progress end =
        new Checkpoint.Progress(recipe.optimisation().epochs(), 0, 0, 0, seconds);
    new Checkpoint(recipe, data.provenance().sha256(), end, probed, probed, new Weights(Map.of()))
        .write(folder);
    return probed;
  }

  private Weights initial(NDManager manager, Weights start, List<LabelledPicture> pictures) {
    if (recipe.method() == Method.SCRATCH) {
      return TrainableNetwork.withNewHead(recipe.backbone(), start, Diagnosis.ALL.size());
    }
    if (recipe.method() == Method.FINE_TUNE
        && TrainableNetwork.hasHead(recipe.backbone(), start, Diagnosis.ALL.size())) {
      // It tells the diagnoses apart already; a head fitted to what it remembers would overfit.
      return start;
    }
    return LinearProbe.fit(manager, recipe, start, pictures, progress);
  }

  private void requireSameTraining(Checkpoint checkpoint) {
    if (!checkpoint.recipe().equals(recipe)) {
      throw new IllegalArgumentException(
          "%s holds a checkpoint of another recipe: %s; train on as before or in another folder"
              .formatted(
                  folder, String.join(", ", JsonDifferences.between(checkpoint.recipe(), recipe))));
    }
    String sha256 = data.provenance().sha256();
    if (!checkpoint.data().equals(sha256)) {
      throw new IllegalArgumentException(
          "%s holds a checkpoint of a training on other pictures or labels: their SHA-256 was %s, that of %s is %s; train on as before or in another folder"
              .formatted(folder, checkpoint.data(), data.provenance().description(), sha256));
    }
  }
}
