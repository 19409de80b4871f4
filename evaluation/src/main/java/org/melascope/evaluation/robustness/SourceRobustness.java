package org.melascope.evaluation.robustness;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.Estimate;

/**
 * The robustness table of a source.
 *
 * @param question {@code melanoma}, or {@code malignant} where only that is known
 * @param pictures how many were assessed
 * @param positives how many of them are positive
 * @param auc with the pictures as they are
 * @param specificityAt95 with the pictures as they are
 * @param notAssessable share of the pictures as they are that is not assessable; empty in results
 *     of earlier versions
 * @param rows one for each change
 */
public record SourceRobustness(
    String question,
    int pictures,
    int positives,
    Optional<Estimate> auc,
    OptionalDouble specificityAt95,
    Optional<Proportion> notAssessable,
    List<RobustnessRow> rows) {
  public SourceRobustness {
    rows = List.copyOf(rows);
  }
}
