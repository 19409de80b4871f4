package org.melascope.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.melascope.dataset.DataSet;
import org.melascope.training.augmentation.Augmentation;
import org.melascope.training.backbone.RandomNetworks;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.weights.Safetensors;
import org.melascope.training.weights.Weights;

/** A training in a process of its own, to be killed. */
final class TrainingProcess {
  /** What the process says when it waits to be killed. */
  static final String WAITING = "waiting to be killed";

  static final Recipe RECIPE =
      Recipes.of(Method.FINE_TUNE, Recipes.epochs(3), Augmentation.STRONG, 11);

  static final Weights START = TrainableNetwork.randomWeights(RandomNetworks.SMALL, 7, 1);

  private TrainingProcess() {}

  /**
   * Trains and writes the weights.
   *
   * @param args the pictures, the folder of the training, the file for the weights, and how many
   *     batches to train: after so many the process says {@link #WAITING} and does nothing more
   */
  public static void main(String[] args) throws IOException {
    DataSet data = Miniature.open(Path.of(args[0]));
    RecordedProgress progress =
        new RecordedProgress(Integer.parseInt(args[3]), TrainingProcess::waitToBeKilled);
    Weights trained = new Trainer(RECIPE, data, Path.of(args[1]), progress).train(START);
    Safetensors.write(Path.of(args[2]), trained);
  }

  private static void waitToBeKilled() {
    System.out.println(WAITING);
    LockSupport.park();
  }
}
