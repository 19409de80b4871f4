package org.melascope.gates;

/**
 * Which answers a conformal prediction leaves open.
 *
 * @param level the share of lesions of each class whose set holds the truth
 * @param malignant whether malignant is open
 * @param benign whether benign is open
 */
public record PredictionSet(double level, boolean malignant, boolean benign) {
  /** Whether both are open. */
  public boolean both() {
    return malignant && benign;
  }

  /** Whether malignant is open, and benign is not. */
  public boolean malignantAlone() {
    return malignant && !benign;
  }
}
