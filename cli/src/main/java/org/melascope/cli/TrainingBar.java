package org.melascope.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.melascope.training.EpochMetrics;
import org.melascope.training.TrainingProgress;

/**
 * Shows a training on standard error: a bar per phase with pictures per second and time left, a
 * line per epoch.
 */
final class TrainingBar implements TrainingProgress, AutoCloseable {
  private @Nullable ProgressBar bar;
  private double loss = Double.NaN;

  @Override
  public void begin(String phase, long pictures) {
    close();
    loss = Double.NaN;
    bar =
        new ProgressBarBuilder()
            .setTaskName(phase)
            .setInitialMax(pictures)
            .setUnit(" pictures", 1)
            .showSpeed()
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(System.console() == null ? 60_000 : 1_000)
            .build();
  }

  @Override
  public void advance(long pictures, double lossOfThese) {
    if (bar == null) {
      return;
    }
    bar.stepBy(pictures);
    if (!Double.isNaN(lossOfThese)) {
      loss = Double.isNaN(loss) ? lossOfThese : 0.98 * loss + 0.02 * lossOfThese;
      bar.setExtraMessage(String.format(Locale.ROOT, " loss %.3f", loss));
    }
  }

  @Override
  public void epoch(EpochMetrics metrics) {
    say(
        String.format(
            Locale.ROOT,
            "epoch %d: training loss %.4f; validation loss %.4f, AUC melanoma %.4f, malignant %.4f; %.0f s so far",
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
    System.err.println(line);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
