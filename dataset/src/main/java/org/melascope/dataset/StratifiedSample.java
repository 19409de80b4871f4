package org.melascope.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.melascope.diagnosis.LabelSet;

/** Some pictures that stand for all: every source and label keeps its share. */
final class StratifiedSample {
  /** A picture with its place in its stratum, from 0 to 1. */
  private record Placed(double place, String hash, LabelledPicture picture) {}

  private StratifiedSample() {}

  /**
   * Draws a sample. Spreading each stratum evenly over [0, 1] and taking the first pictures of all
   * gives every stratum its share, give or take one picture.
   */
  static Set<LabelledPicture> of(List<LabelledPicture> pictures, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a sample needs at least one picture, not " + size);
    }
    Map<String, List<LabelledPicture>> strata =
        pictures.stream()
            .collect(
                Collectors.groupingBy(
                    StratifiedSample::stratum, TreeMap::new, Collectors.toList()));
    List<Placed> placed = new ArrayList<>();
    for (List<LabelledPicture> stratum : strata.values()) {
      List<LabelledPicture> drawn =
          stratum.stream().sorted(Comparator.comparing(StratifiedSample::hash)).toList();
      for (int i = 0; i < drawn.size(); i++) {
        placed.add(new Placed((i + 0.5) / drawn.size(), hash(drawn.get(i)), drawn.get(i)));
      }
    }
    return placed.stream()
        .sorted(Comparator.comparingDouble(Placed::place).thenComparing(Placed::hash))
        .limit(size)
        .map(Placed::picture)
        .collect(Collectors.toSet());
  }

  private static String stratum(LabelledPicture picture) {
    return picture.source() + "\n" + picture.label().map(LabelSet::toString).orElse("");
  }

  private static String hash(LabelledPicture picture) {
    return HexFormat.of().formatHex(Provenance.sha256(picture.name()));
  }
}
