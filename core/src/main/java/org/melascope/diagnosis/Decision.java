package org.melascope.diagnosis;

/** What Melascope says about a picture in one word. */
public enum Decision {
  LIKELY_BENIGN("Below the threshold for suspicion; this does not rule out a malignant lesion."),
  SUSPICIOUS("At or above the threshold: a physician should look at this lesion."),
  UNCERTAIN("It could be malignant or benign, so a physician should look at this lesion."),
  NOT_ASSESSABLE("This picture cannot be judged, so nothing is said about the lesion.");

  private final String meaning;

  Decision(String meaning) {
    this.meaning = meaning;
  }

  /** What the decision says, in one sentence. */
  public String meaning() {
    return meaning;
  }
}
