package org.melascope.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.melascope.training.EpochMetrics;
import org.melascope.training.TrainingProgress;

/** Shows a training on standard error: a bar per phase, a line per epoch. */
final class TrainingBar implements TrainingProgress, AutoCloseable {
  /** How much of the shown loss comes from the pictures before the last ones. */
  private static final double MEMORY = 0.98;

  private final PrintWriter err;
  private @Nullable Progress bar;
  private double loss = Double.NaN;

  TrainingBar(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void begin(String phase, long pictures) {
    close();
    loss = Double.NaN;
    bar = new Progress(phase, pictures, err);
  }

  @Override
  public void advance(long pictures, double lossOfThese) {
    if (bar == null) {
      return;
    }
    if (!Double.isNaN(lossOfThese)) {
      loss = Double.isNaN(loss) ? lossOfThese : MEMORY * loss + (1 - MEMORY) * lossOfThese;
    }
    bar.step(pictures, Double.isNaN(loss) ? "" : String.format(Locale.ROOT, " loss %.3f", loss));
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

  @Override
  public void warn(String message) {
    say("warning: " + message);
  }

  /** Prints a line below the bar, which ends. */
  void say(String line) {
    close();
    err.println(line);
    err.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
