/** The bundle's operating curve: thresholds and what they were measured to do. */

/** @typedef {import("./service.js").OperatingPoint} OperatingPoint */

/** So that 0.95 found as 0.1 + 0.85 is still 0.95. */
const TOLERANCE = 1e-9;

/**
 * The point with the smallest target that is at least the wanted sensitivity, as the server
 * chooses it.
 *
 * @param {OperatingPoint[]} curve by rising target
 * @param {number} sensitivity
 */
export function pointAt(curve, sensitivity) {
  const last = curve[curve.length - 1];
  return curve.find((point) => point.targetSensitivity >= sensitivity - TOLERANCE) ?? last;
}

/**
 * What the decision is at an operating point; the browser's twin of OperatingPoint.decide.
 *
 * @param {import("./service.js").Assessment} answer
 * @param {OperatingPoint} point
 */
export function decisionAt(answer, point) {
  const depends = answer.decision === "SUSPICIOUS" || answer.decision === "LIKELY_BENIGN";
  if (!depends || answer.pMalignant === undefined) {
    return answer.decision;
  }
  return answer.pMalignant >= point.threshold ? "SUSPICIOUS" : "LIKELY_BENIGN";
}

/**
 * Predictive values by Bayes' theorem. For "malignant" the prevalence is the share of malignant
 * lesions among all; for "melanoma" that of melanomas among melanomas and benign lesions, because
 * the curve's specificity is that of benign lesions: other cancers are in neither.
 *
 * @param {OperatingPoint} point
 * @param {"malignant"|"melanoma"} counted
 * @param {number} prevalence in (0, 1)
 * @returns {{positive: number, missed: number}|undefined} the share of the affected among
 *     suspicious results, and among those below the threshold; undefined where the curve has no
 *     value or no lesion gets such a result
 */
export function predictiveValues(point, counted, prevalence) {
  const found = (counted === "melanoma" ? point.melanomaSensitivity : point.sensitivity).value;
  const spared = point.specificity.value;
  if (found === undefined || spared === undefined) {
    return undefined;
  }
  const flagged = found * prevalence + (1 - spared) * (1 - prevalence);
  const below = (1 - found) * prevalence + spared * (1 - prevalence);
  if (flagged === 0 || below === 0) {
    return undefined;
  }
  return {
    positive: (found * prevalence) / flagged,
    missed: ((1 - found) * prevalence) / below,
  };
}

/** The share of malignant lesions in the pictures that the point was measured on. */
export function measuredPrevalence(point, counted) {
  const affected = counted === "melanoma" ? point.melanomaSensitivity : point.sensitivity;
  return affected.trials / (affected.trials + point.specificity.trials);
}

/**
 * A share as "about 36 of 1,000": out of 100 where that gives two digits, else out of 1,000, or of
 * 10,000 for what is rarer than 1 in 1,000.
 *
 * @param {number} share in [0, 1]
 */
export function naturalFrequency(share) {
  const of = share >= 0.095 ? 100 : share >= 0.001 ? 1000 : 10_000;
  return { count: Math.round(of * share), of };
}
