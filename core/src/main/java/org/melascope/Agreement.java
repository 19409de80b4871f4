package org.melascope;

/**
 * How much the answers agree for the eight views of a picture: as it is and mirrored, each in four
 * turns.
 *
 * @param views how many there are
 * @param same how many of them have the decision of their mean
 * @param lowest P(malignant) of all views, in [0, 1]
 * @param highest P(malignant) of all views, in [0, 1]
 */
public record Agreement(int views, int same, double lowest, double highest) {
  public Agreement {
    if (!(same >= 0 && same <= views && lowest >= 0 && lowest <= highest && highest <= 1)) {
      throw new IllegalArgumentException(
          "%d of %d views from %s to %s".formatted(same, views, lowest, highest));
    }
  }

  /** How far apart P(malignant) lies. */
  public double spread() {
    return highest - lowest;
  }
}
