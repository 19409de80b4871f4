package org.melascope.training;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a training tells, and interrupts it after some batches if asked to. */
final class RecordedProgress implements TrainingProgress {
  /** What a training ends with that is stopped. */
  static final class Stopped extends RuntimeException {}

  final List<String> phases = new ArrayList<>();
  final List<Double> losses = new ArrayList<>();
  final List<EpochMetrics> epochs = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  private final int lastBatch;
  private final Runnable then;

  RecordedProgress() {
    this(Integer.MAX_VALUE);
  }

  /** Throws {@link Stopped} when so many batches are trained. */
  RecordedProgress(int lastBatch) {
    this(
        lastBatch,
        () -> {
          throw new Stopped();
        });
  }

  /** Does something when so many batches are trained. */
  RecordedProgress(int lastBatch, Runnable then) {
    this.lastBatch = lastBatch;
    this.then = then;
  }

  @Override
  public void begin(String phase, long pictures) {
    phases.add(phase + ": " + pictures);
  }

  @Override
  public void advance(long pictures, double loss) {
    if (!Double.isNaN(loss)) {
      losses.add(loss);
      if (losses.size() == lastBatch) {
        then.run();
      }
    }
  }

  @Override
  public void epoch(EpochMetrics metrics) {
    epochs.add(metrics);
  }

  @Override
  public void warn(String message) {
    warnings.add(message);
  }
}
