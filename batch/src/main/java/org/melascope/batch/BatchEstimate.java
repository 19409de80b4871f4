package org.melascope.batch;

import java.util.List;

/**
 * What a job would do.
 *
 * @param pictures how many were found
 * @param bytes how large they are together
 * @param answeredByName how many of them the output has an answer for under the same name, by this
 *     bundle and at this sensitivity; a job compares the content, too
 * @param cores how many pictures are assessed at a time
 * @param sample how many were assessed for the estimate
 * @param milliseconds the median time for one of these on one core
 */
public record BatchEstimate(
    long pictures, long bytes, long answeredByName, int cores, int sample, double milliseconds) {

  /** How long all that is not answered would take, in seconds, without starting the cluster. */
  public double seconds() {
    return (pictures - answeredByName) * milliseconds / 1000 / cores;
  }

  /** For reading. */
  public List<String> lines() {
    Lines lines = new Lines();
    lines.add("%,d pictures, %,.1f MB", pictures, bytes / 1e6);
    lines.add("%,d of them are answered already, going by their names", answeredByName);
    if (sample > 0) {
      lines.add(
          "%.1f ms for a picture on one core (the median of %d), %d cores: about %s for the rest",
          milliseconds, sample, cores, Lines.time(seconds()));
    }
    lines.add("Nothing was written.");
    return lines.all();
  }
}
