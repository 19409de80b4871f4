package org.melascope.gates;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Class-conditional (Mondrian) conformal prediction of malignant or benign (Vovk, Gammerman and
 * Shafer, Algorithmic Learning in a Random World, 2005, section 4.5): for pictures like those it
 * was set on, the set holds the truth with at least the level's probability, for malignant and for
 * benign lesions each.
 *
 * @param levels by rising level, at least one
 * @param deciding the level whose set decides: one of them
 */
public record ConformalPrediction(List<Level> levels, double deciding) {

  /**
   * The limits of one level.
   *
   * @param level in (0, 1)
   * @param malignantFrom malignant is open from this P(malignant) on, in [0, 1]
   * @param benignUpTo benign is open up to this P(malignant), in [0, 1]
   */
  public record Level(double level, double malignantFrom, double benignUpTo) {
    public Level {
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException("level must be between 0 and 1, not " + level);
      }
      if (!(malignantFrom >= 0 && malignantFrom <= 1 && benignUpTo >= 0 && benignUpTo <= 1)) {
        throw new IllegalArgumentException(
            "malignantFrom and benignUpTo must be from 0 to 1, not "
                + malignantFrom
                + " and "
                + benignUpTo);
      }
    }

    /** The set of a P(malignant). */
    public PredictionSet of(double malignant) {
      return new PredictionSet(level, malignant >= malignantFrom, malignant <= benignUpTo);
    }
  }

  public ConformalPrediction {
    levels = List.copyOf(levels);
    for (int i = 1; i < levels.size(); i++) {
      if (levels.get(i).level() <= levels.get(i - 1).level()) {
        throw new IllegalArgumentException("levels must rise");
      }
    }
    double wanted = deciding;
    if (levels.stream().noneMatch(level -> level.level() == wanted)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "deciding is %s, which is none of the levels", deciding));
    }
  }

  /** The sets of a P(malignant), one for each level. */
  public List<PredictionSet> of(double malignant) {
    return levels.stream().map(level -> level.of(malignant)).toList();
  }

  /** The lowest level at which malignant is open and benign is not. */
  public Optional<Level> malignantAlone(double malignant) {
    return levels.stream().filter(level -> level.of(malignant).malignantAlone()).findFirst();
  }

  /** The level that decides. */
  public Level decidingLevel() {
    return levels.stream().filter(level -> level.level() == deciding).findFirst().orElseThrow();
  }
}
