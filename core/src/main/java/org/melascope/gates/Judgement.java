package org.melascope.gates;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@link Gates} make of a picture.
 *
 * @param quality of the picture
 * @param novelty how unlike the training pictures it is
 * @param noveltyLimit how unlike them it may be
 * @param sets what the answer leaves open, by rising level
 * @param findings all reasons that apply, in the order of {@link Reason}
 */
public record Judgement(
    ImageQuality quality,
    double novelty,
    double noveltyLimit,
    List<PredictionSet> sets,
    List<Finding> findings) {
  public Judgement {
    sets = List.copyOf(sets);
    findings = List.copyOf(findings);
  }

  /** The same with one more finding, which comes after the others. */
  public Judgement with(Finding finding) {
    List<Finding> more = new ArrayList<>(findings);
    more.add(finding);
    return new Judgement(quality, novelty, noveltyLimit, sets, more);
  }

  /** Whether some reason has this consequence. */
  public boolean has(Reason.Consequence consequence) {
    return findings.stream().anyMatch(finding -> finding.reason().consequence() == consequence);
  }
}
