/** Why a picture was not judged or an answer is not sure, and what is known beside the numbers. */
import { el } from "../shell/dom.js";
import { fixed, percent, wholePercent } from "../shell/format.js";
import { t } from "../shell/i18n.js";
import { measuredReasons, objections, reasonOf, remarks, warnings } from "../assessment/reasons.js";

/**
 * Each reason with what to do about it.
 *
 * @param {import("../assessment/service.js").Assessment} answer
 * @param {string} decision at the sensitivity that is wanted now
 */
export function reasonLists(answer, decision) {
  const against = objections(answer);
  const beside = remarks(answer, decision);
  return [
    against.length > 0 && el("ul", { class: "reasons" }, against.map(item)),
    beside.length > 0 && el("ul", { class: "remarks", role: "list", "aria-label": t("reasons.remarks") }, beside.map(item)),
  ].filter(Boolean);
}

function item(finding) {
  const { words, advice, lang } = reasonOf(finding);
  return el("li", { lang }, el("b", {}, words), " ", advice);
}

/**
 * What makes the decision, or speaks against it, without advice: "The picture is blurred." Empty for
 * a plain one.
 *
 * @param {import("../assessment/service.js").Assessment} answer
 * @param {string} decision that it stands beside
 */
export function reasonsInShort(answer, decision) {
  const reasons = [...objections(answer), ...warnings(answer, decision)].map(reasonOf);
  return reasons.length > 0 && el("span", { class: "quiet small", lang: reasons[0].lang }, reasons.map(({ words }) => words).join(" "));
}

/** That a model without gates answers whatever it is shown. @param {import("../assessment/service.js").Model} model */
export function noGates(model) {
  return !model.gates && el("p", { class: "no-gates" }, t("gates.none"));
}

/**
 * How far the answers for the eight views of a picture agree, where they were asked for.
 *
 * @param {import("../assessment/service.js").Assessment} answer
 * @param {import("../assessment/service.js").OperatingPoint} point at which the reader looks: the views'
 *     decisions are known at the one that was asked with
 */
export function agreementWords({ agreement, operatingPoint }, point) {
  if (!agreement) {
    return undefined;
  }
  const { views, same, lowest, highest } = agreement;
  const values = { views, same, low: percent(lowest), high: percent(highest) };
  return operatingPoint?.targetSensitivity === point.targetSensitivity ? t("thorough.agreement", values) : t("thorough.range", values);
}

/**
 * The conformal sets, the novelty and what was measured, for those who want to know.
 *
 * @param {import("../assessment/service.js").Assessment} answer
 * @param {string} heading the tag of the headings
 */
export function judgementParts(answer, heading) {
  const { gates } = answer;
  const measured = measuredReasons(answer);
  return gates
    ? [
        gates.sets.length > 0 && [el(heading, {}, t("sets.heading")), el("ul", {}, gates.sets.map((set) => el("li", {}, setWords(set)))), el("p", { class: "small quiet" }, t("sets.explained"))],
        el(heading, {}, t("novelty.heading")),
        el("p", {}, t("novelty.value", { value: fixed(gates.novelty, 2), limit: fixed(gates.noveltyLimit, 2) })),
        measured.length > 0 && [el(heading, {}, t("measured.heading")), el("ul", {}, measured.map(measurement))],
      ]
    : [];
}

function setWords({ level, malignant, benign }) {
  const values = { level: wholePercent(level) };
  if (malignant) {
    return benign ? t("sets.both", values) : t("sets.malignant", values);
  }
  return benign ? t("sets.benign", values) : t("sets.neither", values);
}

function measurement(finding) {
  const { words, lang } = reasonOf(finding);
  return el("li", {}, el("span", { lang }, words), " ", t("measured.value", { value: significant(finding.value), limit: significant(finding.limit) }));
}

/** Shares of a picture need more digits than grey levels. */
function significant(value) {
  return fixed(value, Math.abs(value) < 10 ? 3 : 0);
}
