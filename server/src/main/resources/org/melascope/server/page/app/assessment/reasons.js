/** What speaks against answering, and what should be known with an answer, in the reader's language. */
import { t } from "../shell/i18n.js";

/** The catalogue's keys for the names of the reasons: what it is, and what to do about it unless the decision says so already. */
const REASONS = {
  "blurred": ["reason.blurred", "reason.blurred.do"],
  "too-dark": ["reason.tooDark", "reason.tooDark.do"],
  "overexposed": ["reason.overexposed", "reason.overexposed.do"],
  "low-contrast": ["reason.lowContrast", "reason.lowContrast.do"],
  "low-resolution": ["reason.lowResolution", "reason.lowResolution.do"],
  "no-lesion": ["reason.noLesion", "reason.noLesion.do"],
  "lesion-too-small": ["reason.lesionTooSmall", "reason.lesionTooSmall.do"],
  "lesion-cut-off": ["reason.lesionCutOff", "reason.lesionCutOff.do"],
  "covered": ["reason.covered", "reason.covered.do"],
  "unlike-known": ["reason.unlikeKnown", "reason.unlikeKnown.do"],
  "both-possible": ["reason.bothPossible"],
  "turns-disagree": ["reason.turnsDisagree"],
  "evidence-off-lesion": ["reason.evidenceOffLesion", "reason.evidenceOffLesion.do"],
  "benign-ruled-out": ["reason.benignRuledOut", "reason.benignRuledOut.do"],
};

/** Whether it applies depends on the sensitivity, so the page finds it itself. */
const BENIGN_RULED_OUT = { name: "benign-ruled-out", consequence: "REMARK" };

/**
 * A reason as it is shown. One that this page does not know has the server's own words, and their
 * language.
 *
 * @typedef {{words: string, advice: string, lang?: string}} Reason
 *
 * @param {import("./service.js").Finding} finding
 * @returns {Reason}
 */
export function reasonOf(finding) {
  const keys = REASONS[finding.name];
  return keys ? { words: t(keys[0]), advice: keys[1] ? t(keys[1]) : "" } : { words: finding.words, advice: finding.advice, lang: "en" };
}

/** What makes the decision what it is. @param {import("./service.js").Assessment} answer */
export function objections(answer) {
  return findings(answer).filter((finding) => finding.consequence !== "REMARK");
}

/**
 * What should be known with an answer.
 *
 * @param {import("./service.js").Assessment} answer
 * @param {string} decision at the sensitivity that is wanted now
 */
export function remarks(answer, decision) {
  return answer.pMalignant === undefined ? [] : reasonsAt(answer, decision).filter((finding) => finding.consequence === "REMARK");
}

/** Why a lesion should not be let pass that is; nothing for any other. @param {import("./service.js").Assessment} answer @param {string} decision */
export function warnings(answer, decision) {
  return decision === "LIKELY_BENIGN" && fitsMalignantAlone(answer) ? [BENIGN_RULED_OUT] : [];
}

/**
 * All reasons at the sensitivity that is wanted now, in the server's order.
 *
 * @param {import("./service.js").Assessment} answer
 * @param {string} decision at that sensitivity
 */
export function reasonsAt(answer, decision) {
  return [...measuredReasons(answer), ...warnings(answer, decision)];
}

/** The reasons that hold at every sensitivity. @param {import("./service.js").Assessment} answer */
export function measuredReasons(answer) {
  return findings(answer).filter((finding) => finding.name !== BENIGN_RULED_OUT.name);
}

/** The browser's twin of ConformalPrediction.malignantAlone. */
function fitsMalignantAlone({ gates }) {
  return gates?.sets.some((set) => set.malignant && !set.benign) ?? false;
}

/** None in answers that were kept before there were any. */
function findings(answer) {
  return answer.findings ?? [];
}
