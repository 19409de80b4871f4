/** The picture of a result with its heat map, the choice of diagnosis, the opacity and the legend. */
import "../elements/heat-map.js";
import { el, freshId } from "../shell/dom.js";
import { t } from "../shell/i18n.js";
import { fixed, wholePercent } from "../shell/format.js";
import { CODES, diagnosisName } from "../assessment/diagnoses.js";
import { greatest } from "../assessment/evidence.js";

const START = 0.6;

/** @param {import("../shell/session.js").Examination} examination with an answer */
export function heatPanel(examination) {
  const answer = /** @type {import("../assessment/service.js").Assessment} */ (examination.answer);
  const map = /** @type {import("../elements/heat-map.js").HeatMap} */ (el("heat-map"));
  map.show(examination.url, examination.name);
  const parts = [map];
  if (answer.evidence) {
    parts.push(controls(map, answer));
  }
  return el("figure", { class: "heat", "aria-label": t("heat.heading") }, parts);
}

function controls(map, answer) {
  const legend = el("div", { class: "legend" });
  const show = (code) => {
    map.explain(answer, code);
    legend.replaceChildren(...legendParts(greatest(answer.evidence.maps[code])), ...placement(answer, code));
  };
  show("mel");
  return el("figcaption", {}, choice(show), opacitySlider(map), legend);
}

function choice(show) {
  const id = freshId();
  const select = /** @type {HTMLSelectElement} */ (
    el("select", { id }, CODES.map((code) => el("option", { value: code }, diagnosisName(code))))
  );
  select.addEventListener("change", () => show(select.value));
  return el("div", { class: "choice" }, el("label", { for: id }, t("heat.diagnosis")), select);
}

function opacitySlider(map) {
  const id = freshId();
  const input = /** @type {HTMLInputElement} */ (
    el("input", { id, type: "range", min: 0, max: 100, step: 5, value: 100 * START })
  );
  const apply = () => {
    map.opacity = Number(input.value) / 100;
    input.setAttribute("aria-valuetext", wholePercent(Number(input.value) / 100));
  };
  apply();
  input.addEventListener("input", apply);
  return el("div", { class: "slider inline" }, el("label", { for: id }, t("heat.opacity")), input);
}

/** Where that lies which speaks for a diagnosis, where it is known. */
function placement(answer, code) {
  const shares = answer.evidencePlacement?.[code];
  if (!shares) {
    return [];
  }
  const { lesion, border, outside } = shares;
  const words = { lesion: wholePercent(lesion), border: wholePercent(border), outside: wholePercent(outside) };
  return [el("p", { class: "small" }, t("heat.placement", words))];
}

/** @param {number} strongest patch's part of the logit */
export function legendParts(strongest) {
  const value = fixed(strongest, 2);
  return [
    el("div", { class: "legend-scale", "aria-hidden": "true" }),
    el(
      "div",
      { class: "legend-words" },
      el("span", {}, t("heat.against", { value: `−${value}` })),
      el("span", {}, t("heat.for", { value: `+${value}` })),
    ),
    el("p", { class: "small quiet" }, t("heat.explained")),
  ];
}
