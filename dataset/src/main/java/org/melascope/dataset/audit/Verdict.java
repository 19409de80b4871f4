package org.melascope.dataset.audit;

/** What an audit says of one side of a data set, from good to bad. */
public enum Verdict {
  /** Nothing was found. */
  OK("OK"),
  /** Something that may be right as it is, and must be known. */
  LOOK_AT("look at"),
  /** What is trained or measured on this would say something else than it seems to. */
  DO_NOT_TRAIN("do not train");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** {@code OK}, {@code look at} or {@code do not train}. */
  public String words() {
    return words;
  }

  /** The worse of two. */
  Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
