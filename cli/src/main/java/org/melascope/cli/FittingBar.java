package org.melascope.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.melascope.evaluation.fitting.FittingProgress;

/** Shows a fitting on standard error: a bar per phase. */
class FittingBar implements FittingProgress, AutoCloseable {
  private final PrintWriter err;
  private @Nullable Progress bar;

  FittingBar(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void begin(String phase, long pictures) {
    close();
    bar = new Progress(phase, pictures, err);
  }

  @Override
  public void advance(long pictures) {
    advance(pictures, "");
  }

  /** Some pictures of the phase are done; the note stands behind the bar. */
  void advance(long pictures, String note) {
    if (bar != null) {
      bar.step(pictures, note);
    }
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
