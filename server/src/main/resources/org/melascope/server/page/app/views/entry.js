/** What an entry of the history says of its picture. */
import { el } from "../shell/dom.js";
import { percent, wholePercent } from "../shell/format.js";
import { t } from "../shell/i18n.js";
import { decisionShape, decisionWords } from "../assessment/decisions.js";
import { reasonsInShort } from "./reasons.js";

/**
 * The decision that was shown and the threshold it was at, then why, then the scores.
 *
 * @param {import("../history/store.js").Entry} entry
 */
export function entryWords({ answer, decision, operatingPoint }) {
  return [
    el("p", { class: "outcome" }, decisionShape(decision), decisionWords(decision)),
    operatingPoint && el("p", { class: "quiet small" }, thresholdWords(operatingPoint)),
    reasonsInShort(answer, decision),
    answer.pMalignant !== undefined &&
      el("p", {}, t("history.scores", { malignant: percent(answer.pMalignant), melanoma: percent(answer.pMelanoma) })),
  ];
}

function thresholdWords({ targetSensitivity, threshold }) {
  return t("history.threshold", { sensitivity: wholePercent(targetSensitivity), threshold: percent(threshold) });
}
