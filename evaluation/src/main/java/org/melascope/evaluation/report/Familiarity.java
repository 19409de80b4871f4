package org.melascope.evaluation.report;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.melascope.bundle.BundleDescription;
import org.melascope.dataset.Split;

/**
 * Whether a bundle was made with the pictures that it is evaluated on: then results flatter it.
 *
 * @param split of these pictures, if it is known
 * @param sources those of theirs of which the bundle names pictures of this split as its own
 */
record Familiarity(Optional<Split> split, Set<String> sources) {
  private static final Pattern DESCRIPTION =
      Pattern.compile(".*, (\\p{Alpha}+)(, a sample of at most \\d+)?", Pattern.DOTALL);

  /**
   * Of a bundle with pictures.
   *
   * @param data the pictures in words: with their split after the last comma but for a sample
   * @param sources of the pictures
   */
  static Familiarity of(BundleDescription bundle, String data, Set<String> sources) {
    Matcher description = DESCRIPTION.matcher(data);
    Optional<Split> split =
        description.matches() ? Split.ofWord(description.group(1)) : Optional.empty();
    Set<String> own = new TreeSet<>();
    for (String source : sources) {
      String part = source + split.map(known -> "/" + known.word()).orElse("");
      if (bundle.data().stream().anyMatch(use -> use.pictures().containsKey(part))) {
        own.add(source);
      }
    }
    return new Familiarity(split, own);
  }

  /** What a reader must know before any result; empty for pictures of other splits. */
  Optional<String> warning() {
    if (!is(Split.TRAIN) && !is(Split.VALIDATION)) {
      return Optional.empty();
    }
    if (sources.isEmpty()) {
      return Optional.of(
          "These are pictures of the split %s, with which networks are made. The bundle names none of their sources among its own; if it was made with them all the same, these results flatter it."
              .formatted(split.orElseThrow().word()));
    }
    return Optional.of(
        "%s: these results flatter it, and do not say how right it is on other pictures. Use the split test for that."
            .formatted(
                is(Split.TRAIN)
                    ? "The network learned from these pictures (" + named() + ")"
                    : "The settings of the bundle were chosen on these pictures ("
                        + named()
                        + ")"));
  }

  /** On which pictures the settings were chosen, as the start of a sentence that names them. */
  String settings() {
    if (sources.isEmpty() || (!is(Split.TRAIN) && !is(Split.VALIDATION))) {
      return "Settings (operating points) were chosen on other pictures, when the bundle was made";
    }
    return is(Split.TRAIN)
        ? "The network learned from these pictures (%s); settings (operating points) were chosen on others, when the bundle was made"
            .formatted(named())
        : "Settings (operating points) were chosen on these pictures (%s), when the bundle was made"
            .formatted(named());
  }

  private String named() {
    return String.join(", ", sources);
  }

  private boolean is(Split other) {
    return split.equals(Optional.of(other));
  }
}
