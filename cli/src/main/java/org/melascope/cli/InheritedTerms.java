package org.melascope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;

/** Under which terms a network may be used that was made of others, where nothing else is said. */
final class InheritedTerms {
  private static final String OF_PICTURES =
      "The terms of the training pictures apply to these weights.";

  private InheritedTerms() {}

  /**
   * Those of its pictures, and those of the bundles among what it was made of.
   *
   * @throws UnusableBundleException if one of the bundles cannot be used
   */
  static String of(List<Path> weights) throws UnusableBundleException {
    Set<String> terms = new LinkedHashSet<>();
    terms.add(OF_PICTURES);
    for (Path one : weights) {
      if (Files.exists(one.resolve(Bundle.DESCRIPTION))) {
        BundleDescription description = Bundle.open(one).description();
        if (!description.terms().equals(OF_PICTURES)) {
          terms.add(
              "They go on from %s, whose terms apply, too: %s"
                  .formatted(description.identity(), description.terms()));
        }
      }
    }
    return String.join(" ", terms);
  }
}
