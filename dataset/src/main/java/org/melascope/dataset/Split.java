package org.melascope.dataset;

import java.util.Locale;
import java.util.Optional;

/** What a picture may be used for. No lesion is in two splits. */
public enum Split {
  /** To fit the weights. */
  TRAIN,
  /** To choose: recipe, checkpoint, calibration, operating points. */
  VALIDATION,
  /** To report, once per released bundle. */
  TEST,
  /** For nothing. */
  UNUSED;

  /** The word used in files: {@code train}, {@code validation}, {@code test}, {@code unused}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The split of this word, in any letter case; {@code val} and {@code valid} are validation. */
  public static Optional<Split> ofWord(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "train" -> Optional.of(TRAIN);
      case "validation", "val", "valid" -> Optional.of(VALIDATION);
      case "test" -> Optional.of(TEST);
      case "unused" -> Optional.of(UNUSED);
      default -> Optional.empty();
    };
  }
}
