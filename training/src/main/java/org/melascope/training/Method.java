package org.melascope.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  /** The method of this word. */
  public static Optional<Method> ofWord(String word) {
    return Arrays.stream(values()).filter(method -> method.word().equals(word)).findFirst();
  }

  /** All words, in order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Method::word).toList();
  }
}
