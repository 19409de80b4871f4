package org.melascope.training;

import java.util.Locale;

/** How a network is trained. */
public enum Method {
  /** All layers, from random weights. */
  SCRATCH,
  /** Only the linear head, on the features of a network that stays as it is. */
  LINEAR_PROBE,
  /** A linear probe first, then all layers, the first ones more slowly than the last. */
  FINE_TUNE;

  /**
   * The word used on the command line and in files: {@code scratch}, {@code linear-probe}, {@code
   * fine-tune}.
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
