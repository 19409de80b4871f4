package org.melascope.batch.spark;

import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/**
 * A file that a job is to answer for.
 *
 * @param path its URI, as Hadoop writes it: nothing in it is escaped
 * @param bytes its size, or {@link #UNKNOWN}
 */
record PictureFile(String path, long bytes) implements Serializable {
  /** The size of a file that was named but not found. */
  static final long UNKNOWN = -1;

  private static final String LOCAL = "file:";

  private static final String GLOB = "{}[]*?\\";

  /** What it is called in answers. */
  String name() {
    return name(path);
  }

  /** What a file is called in answers: a plain path on this machine, the URI of others. */
  static String name(String path) {
    return path.startsWith(LOCAL + "/")
        ? path.substring(LOCAL.length()).replaceFirst("^//+", "/")
        : path;
  }

  /** Whether Spark passes over it, whatever it is asked. */
  boolean hiddenFromSpark() {
    String last = new Path(path).getName();
    return last.startsWith("_") || last.startsWith(".");
  }

  /**
   * Whether Spark takes it for a pattern: where it is told not to look for what fits, each such
   * path stands for all the others.
   */
  boolean patternForSpark() {
    return path.chars().anyMatch(letter -> GLOB.indexOf(letter) >= 0);
  }
}
