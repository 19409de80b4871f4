package org.melascope.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a command is, with pictures per second and time left, on standard error: a bar on a
 * terminal, elsewhere a line now and then. The launcher tells which of the two streams are
 * terminals, for Java cannot tell them apart.
 */
final class Progress implements AutoCloseable {
  private static final int WIDTH = 79;
  private static final String START_OF_LINE = "\r";
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean overAnswers;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong shown = new AtomicLong(-1);
  private final ProgressBar bar;

  /**
   * Shows a new bar.
   *
   * @param task what is done, in a word
   * @param total number of pictures
   * @param err standard error
   */
  Progress(String task, long total, PrintWriter err) {
    boolean onTerminal = isTerminal("stderr");
    this.err = err;
    this.overAnswers = onTerminal && isTerminal("stdout");
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUnit(" pictures", 1)
            .showSpeed()
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(onTerminal ? 500 : 30_000)
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    onTerminal ? this::redraw : this::printOnce, WIDTH))
            .build();
  }

  private static boolean isTerminal(String stream) {
    return "terminal".equals(System.getProperty("melascope." + stream));
  }

  private void redraw(String line) {
    print(START_OF_LINE + line);
  }

  /** The bar shows its end twice: when it is reached, and when it is closed. */
  private void printOnce(String line) {
    long now = done.get();
    if (shown.getAndSet(now) != now) {
      print(line + "\n");
    }
  }

  private void print(String text) {
    err.print(text);
    err.flush();
  }

  /** One more picture is done. */
  void step() {
    done.incrementAndGet();
    bar.step();
  }

  /**
   * Some more pictures are done.
   *
   * @param note what to say behind the bar
   */
  void step(long pictures, String note) {
    done.addAndGet(pictures);
    bar.stepBy(pictures);
    bar.setExtraMessage(note);
  }

  /** Makes way for a line of answers, if they go to the same terminal; the bar comes back below. */
  void makeWay() {
    if (overAnswers) {
      print(CLEAR_LINE);
    }
  }

  @Override
  public void close() {
    bar.close();
    if (isTerminal("stderr")) {
      print("\n");
    }
  }
}
