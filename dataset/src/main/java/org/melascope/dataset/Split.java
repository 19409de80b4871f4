package org.melascope.dataset;

import java.util.Locale;

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
}
