package org.melascope.evaluation.robustness;

import java.util.Optional;
import java.util.OptionalDouble;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.Estimate;

/**
 * What a change of the pictures did, on the pictures of a source whose answer is known.
 *
 * @param perturbation its name
 * @param description what was done
 * @param auc with the changed pictures
 * @param aucDifference changed minus plain, with the interval of DeLong's paired test
 * @param specificityAt95 at a sensitivity of 0.95 with the changed pictures, the threshold chosen
 *     on them
 * @param specificityDifference changed minus plain
 * @param changed share of all pictures of the source whose P(malignant) crosses the bundle's
 *     default threshold, whatever the gates say
 * @param newlySuspicious how many of these rose to it; the others fell below
 * @param otherDecision share of all pictures of the source of which another decision is told, gates
 *     and all. Empty in results of earlier versions, as the next
 * @param notAssessable share that is not assessable once changed
 */
public record RobustnessRow(
    String perturbation,
    String description,
    Optional<Estimate> auc,
    Optional<Estimate> aucDifference,
    OptionalDouble specificityAt95,
    OptionalDouble specificityDifference,
    Proportion changed,
    long newlySuspicious,
    Optional<Proportion> otherDecision,
    Optional<Proportion> notAssessable) {}
