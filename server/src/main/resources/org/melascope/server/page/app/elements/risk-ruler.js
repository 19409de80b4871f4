/** P(malignant) on a scale from 0 to 100 %, with the threshold and the side that is suspicious. */
import { el } from "../shell/dom.js";
import { t } from "../shell/i18n.js";
import { percent, wholePercent } from "../shell/format.js";

const TICKS = 20;

export class RiskRuler extends HTMLElement {
  /**
   * @param {number} probability P(malignant)
   * @param {number} threshold
   */
  show(probability, threshold) {
    const zone = el("div", { class: "ruler-zone" });
    zone.style.left = `${100 * threshold}%`;
    const mark = el("div", { class: "ruler-mark" });
    mark.style.left = `${100 * probability}%`;
    const limit = el("div", { class: "ruler-limit" });
    limit.style.left = `${100 * threshold}%`;
    const words = el("p", { class: "ruler-words" }, t("ruler.from", { threshold: percent(threshold) }));
    if (threshold > 0.5) {
      words.style.textAlign = "right";
      words.style.marginRight = `${100 * (1 - threshold)}%`;
    } else {
      words.style.marginLeft = `${100 * threshold}%`;
    }
    const scale = el("div", { class: "ruler", "aria-hidden": "true" }, zone, ticks(), limit, mark);
    this.replaceChildren(scale, el("div", { class: "ruler-ends", "aria-hidden": "true" }, el("span", {}, wholePercent(0)), el("span", {}, wholePercent(0.5)), el("span", {}, wholePercent(1))), words);
  }
}

function ticks() {
  return Array.from({ length: TICKS + 1 }, (_, i) => {
    const tick = el("span", { class: i % (TICKS / 4) === 0 ? "tick long" : "tick" });
    tick.style.left = `${(100 * i) / TICKS}%`;
    return tick;
  });
}

customElements.define("risk-ruler", RiskRuler);
