/** The seven probabilities as bars, the likeliest first. */
import { el } from "../shell/dom.js";
import { t } from "../shell/i18n.js";
import { percent } from "../shell/format.js";
import { byProbability, diagnosisMeaning, diagnosisName, isMalignant } from "../assessment/diagnoses.js";

export class DiagnosisBars extends HTMLElement {
  /** @param {Record<string, number>} probabilities by code */
  show(probabilities) {
    const rows = byProbability(probabilities).map((code) => row(code, probabilities[code]));
    this.replaceChildren(el("ul", { class: "bars", role: "list" }, rows));
  }
}

function row(code, probability) {
  const kind = isMalignant(code) ? "malignant" : "benign";
  const fill = el("div", { class: `bar-fill ${kind}` });
  fill.style.width = `${100 * probability}%`;
  return el(
    "li",
    {},
    el(
      "div",
      { class: "bar-head" },
      el("span", { class: "bar-name" }, diagnosisName(code)),
      isMalignant(code) && el("span", { class: "tag" }, t("bars.malignant")),
      el("span", { class: "bar-value" }, percent(probability)),
    ),
    el("div", { class: "bar", "aria-hidden": "true" }, fill),
    el("p", { class: "bar-meaning" }, diagnosisMeaning(code)),
  );
}

customElements.define("diagnosis-bars", DiagnosisBars);
