package org.melascope.evaluation.report;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.melascope.bundle.BundleDescription;
import org.melascope.dataset.Split;

/**
 * Whether a bundle was made with the pictures that it is evaluated on: then results flatter it.
 *
 * @param split of these pictures
 * @param sources those of theirs of which the bundle names pictures of this split as its own
 */
record Familiarity(Split split, Set<String> sources) {
  /**
   * Of a bundle with pictures.
   *
   * @param split of the pictures
   * @param sources of the pictures
   */
  static Familiarity of(BundleDescription bundle, Split split, Set<String> sources) {
    Set<String> own = new TreeSet<>();
    for (String source : sources) {
      String part = source + "/" + split.word();
      if (bundle.data().stream().anyMatch(use -> use.pictures().containsKey(part))) {
        own.add(source);
      }
    }
    return new Familiarity(split, own);
  }

  /** What a reader must know before any result; empty for pictures of other splits. */
  Optional<String> warning() {
    if (split != Split.TRAIN && split != Split.VALIDATION) {
      return Optional.empty();
    }
    if (sources.isEmpty()) {
      return Optional.of(
          "These are pictures of the split %s, with which networks are made. The bundle names none of their sources among its own; if it was made with them all the same, these results flatter it."
              .formatted(split.word()));
    }
    return Optional.of(
        "%s: these results flatter it, and do not say how right it is on other pictures. Use the split test for that."
            .formatted(
                split == Split.TRAIN
                    ? "The network learned from these pictures (" + named() + ")"
                    : "The settings of the bundle were chosen on these pictures ("
                        + named()
                        + ")"));
  }

  /** On which pictures the settings were chosen, as the start of a sentence that names them. */
  String settings() {
    if (sources.isEmpty() || (split != Split.TRAIN && split != Split.VALIDATION)) {
      return "Settings (operating points) were chosen on other pictures, when the bundle was made";
    }
    return split == Split.TRAIN
        ? "The network learned from these pictures (%s); settings (operating points) were chosen on others, when the bundle was made"
            .formatted(named())
        : "Settings (operating points) were chosen on these pictures (%s), when the bundle was made"
            .formatted(named());
  }

  private String named() {
    return String.join(", ", sources);
  }
}
