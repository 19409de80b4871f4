package org.melascope.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.melascope.training.EpochMetrics;
import org.melascope.training.TrainingProgress;

/**
 * Shows a training on standard error: a bar per phase, a line per epoch; and ends it, when asked
 * to, between two batches of pictures.
 */
final class TrainingBar extends FittingBar implements TrainingProgress {
  /** How much of the shown loss comes from the pictures before the last ones. */
  private static final double MEMORY = 0.98;

  private double loss = Double.NaN;
  private volatile boolean stopping;

  TrainingBar(PrintWriter err) {
    super(err);
  }

  /** Has the training end soon; may be called on another thread. */
  void stop() {
    stopping = true;
  }

  @Override
  public void begin(String phase, long pictures) {
    super.begin(phase, pictures);
    loss = Double.NaN;
  }

  @Override
  public void advance(long pictures) {
    advance(pictures, Double.NaN);
  }

  @Override
  public void advance(long pictures, double lossOfThese) {
    if (!Double.isNaN(lossOfThese)) {
      loss = Double.isNaN(loss) ? lossOfThese : MEMORY * loss + (1 - MEMORY) * lossOfThese;
    }
    advance(pictures, Double.isNaN(loss) ? "" : String.format(Locale.ROOT, " loss %.3f", loss));
    if (stopping) {
      throw new CancellationException("the training was told to stop");
    }
  }

  @Override
  public void stage(String what) {
    say(what);
  }

  @Override
  public void epoch(EpochMetrics metrics) {
    say(
        String.format(
            Locale.ROOT,
            "epoch %d: training loss %.4f; validation loss %.4f, AUC melanoma %.4f, malignant %.4f;"
                + " %.0f s so far",
            metrics.epoch(),
            metrics.trainingLoss(),
            metrics.validationLoss(),
            metrics.melanomaAuc(),
            metrics.malignantAuc(),
            metrics.seconds()));
  }
}
