package org.melascope.batch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.melascope.AssessmentJson;

/**
 * What a job did.
 *
 * @param skipped how many pictures had been answered before
 * @param skippedErrors how many of those could not be read then, and are as they were
 * @param decisions how many got each decision, {@code ERROR} among them
 * @param errors how many could not be read, by reason
 * @param slowest those that took longest, slowest first
 * @param elapsed from listing the pictures to the last commit
 */
public record BatchSummary(
    long skipped,
    long skippedErrors,
    Map<String, Long> decisions,
    Map<String, Long> errors,
    List<SlowPicture> slowest,
    Duration elapsed) {
  /**
   * A picture that took long.
   *
   * @param image what it is called
   * @param milliseconds from its bytes to the answer
   */
  public record SlowPicture(String image, double milliseconds) {}

  public BatchSummary {
    decisions = Map.copyOf(decisions);
    errors = Map.copyOf(errors);
    slowest = List.copyOf(slowest);
  }

  /** How many pictures this job answered, those that cannot be read among them. */
  public long answered() {
    return decisions.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of them could not be read. */
  public long failed() {
    return decisions.getOrDefault(AssessmentJson.ERROR, 0L);
  }

  /**
   * Whether there are pictures, and each has an answer, of this job or before, that is no error.
   */
  public boolean complete() {
    return failed() + skippedErrors == 0 && answered() + skipped > 0;
  }

  /** Answered pictures per second. */
  public double rate() {
    return answered() / Math.max(1e-3, elapsed.toNanos() / 1e9);
  }

  /** For reading. */
  public List<String> lines() {
    Lines lines = new Lines();
    lines.add(
        "%,d pictures answered in %s, %.1f a second",
        answered(), Lines.time(elapsed.toNanos() / 1e9), rate());
    new TreeMap<>(decisions)
        .forEach((decision, count) -> lines.add("  %-15s %,10d", decision, count));
    new TreeMap<>(errors).forEach((error, count) -> lines.add("    %-15s %,8d", error, count));
    if (skipped > 0) {
      lines.add("%,d pictures skipped: the output has their answers already", skipped);
    }
    if (skippedErrors > 0) {
      lines.add("  %-15s %,10d", AssessmentJson.ERROR, skippedErrors);
    }
    if (!slowest.isEmpty()) {
      lines.add("Slowest:");
      slowest.forEach(slow -> lines.add("  %,9.0f ms  %s", slow.milliseconds(), slow.image()));
    }
    return lines.all();
  }
}
