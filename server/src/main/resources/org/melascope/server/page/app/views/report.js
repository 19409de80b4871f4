/** A result on a page for printing, and so for a PDF. */
import "../elements/heat-map.js";
import { button, el, freshId } from "../shell/dom.js";
import { dateTime, percent, shortPercent, wholePercent } from "../shell/format.js";
import { t } from "../shell/i18n.js";
import { go } from "../shell/router.js";
import { session } from "../shell/session.js";
import { predictiveValues } from "../assessment/curve.js";
import { decisionMeaning, decisionShape, decisionTone, decisionWords } from "../assessment/decisions.js";
import { byProbability, diagnosisName, isMalignant } from "../assessment/diagnoses.js";
import { greatest } from "../assessment/evidence.js";
import { judged, modelOf } from "../assessment/model.js";
import { legendParts } from "./heat.js";
import { agreementWords, judgementParts, noGates, reasonLists } from "./reasons.js";
import { startView } from "./start.js";
import { basis, measuredOn, measuredShares, sentence } from "./threshold.js";

/** @returns {import("../shell/router.js").View} */
export function reportView() {
  const examination = session.examination;
  if (!examination?.answer) {
    return startView();
  }
  const answer = examination.answer;
  const model = modelOf(answer);
  const { decision, point } = judged(answer);
  const node = el(
    "div",
    { class: "report" },
    controls(),
    el(
      "article",
      { class: "sheet" },
      el("h1", {}, t("report.heading")),
      el("p", { class: "notice" }, t("notice")),
      about(examination),
      pictures(examination),
      verdict(answer, decision),
      model && noGates(model),
      answer.probabilities && probabilities(answer),
      answer.probabilities && meaning(point),
      judgement(answer, point),
      limits(model, answer),
    ),
  );
  return { title: t("report.heading"), node };
}

function controls() {
  const id = freshId();
  const note = /** @type {HTMLInputElement} */ (el("input", { id, class: "field", maxlength: 120, autocomplete: "off", value: session.reportNote }));
  note.addEventListener("input", () => {
    session.reportNote = note.value;
    const line = /** @type {HTMLElement} */ (document.getElementById("report-note"));
    line.textContent = note.value;
  });
  return el(
    "div",
    { class: "report-controls" },
    el("div", { class: "choice" }, el("label", { for: id }, t("report.note")), note),
    el("p", { class: "quiet small" }, t("report.note.hint")),
    el("div", { class: "row" }, button(t("report.print"), () => print(), { class: "primary" }), button(t("report.back"), () => go("/result"))),
  );
}

function about(examination) {
  const pair = (term, value) => el("div", {}, el("dt", {}, term), el("dd", {}, value));
  const { width, height } = examination.answer;
  return el(
    "dl",
    { class: "pairs" },
    pair(t("report.date"), dateTime(examination.at)),
    pair(t("report.picture"), width ? `${examination.name} (${width} × ${height})` : examination.name),
    el("div", {}, el("dt", {}, t("report.reference")), el("dd", { id: "report-note" }, session.reportNote)),
  );
}

function pictures(examination) {
  const { answer, url, name } = examination;
  const map = /** @type {import("../elements/heat-map.js").HeatMap} */ (el("heat-map"));
  map.show(url, name);
  map.explain(answer, "mel");
  map.opacity = 0.75;
  return el(
    "div",
    { class: "side-by-side" },
    el("figure", {}, url ? el("img", { src: url, alt: t("picture.named", { name }) }) : el("p", {}, t("picture.notShown")), el("figcaption", {}, t("report.pictureCaption"))),
    answer.evidence && el("figure", {}, map, el("figcaption", {}, el("p", {}, t("heat.alt", { diagnosis: diagnosisName("mel") })), legendParts(greatest(answer.evidence.maps.mel)))),
  );
}

function verdict(answer, decision) {
  return el(
    "section",
    {},
    el("div", { class: `verdict-head ${decisionTone(decision)}` }, decisionShape(decision), el("div", {}, el("h2", {}, decisionWords(decision)), el("p", {}, decisionMeaning(decision)))),
    reasonLists(answer, decision),
  );
}

function judgement(answer, point) {
  const agreement = agreementWords(answer, point);
  const parts = judgementParts(answer, "h3");
  return (agreement || parts.length > 0) && el("section", { class: "details" }, el("h2", {}, answer.pMalignant === undefined ? t("details.measured") : t("details.heading")), agreement && el("p", {}, agreement), parts);
}

function probabilities(answer) {
  const row = (name, value, strong) => el("tr", { class: strong ? "strong" : undefined }, el("th", { scope: "row" }, name), el("td", { class: "number" }, percent(value)));
  return el(
    "table",
    {},
    el("caption", {}, t("bars.heading")),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("report.diagnosis")), el("th", { scope: "col", class: "number" }, t("report.probability")))),
    el(
      "tbody",
      {},
      row(t("result.malignant"), answer.pMalignant, true),
      row(t("result.melanoma"), answer.pMelanoma, true),
      byProbability(answer.probabilities).map((code) => row(isMalignant(code) ? t("report.countsMalignant", { name: diagnosisName(code) }) : diagnosisName(code), answer.probabilities[code], false)),
    ),
  );
}

function meaning(point) {
  const values = predictiveValues(point, session.counted, session.prevalence);
  const line = ({ words, value, interval }) => el("li", {}, t("report.line", { words, value: `${value} ${interval}` }));
  return el(
    "section",
    {},
    el("h2", {}, t("report.threshold", { sensitivity: wholePercent(point.targetSensitivity), threshold: percent(point.threshold) })),
    el("ul", {}, measuredShares(point).map(line)),
    el("p", { class: "small" }, measuredOn(point)),
    values && el("p", {}, t("report.line", { words: t("frequency.prevalence.alone", { share: shortPercent(session.prevalence) }), value: sentence("suspicious", values.positive) }), " ", sentence("below", values.missed), " ", basis()),
  );
}

/** @param {import("../assessment/service.js").Model|undefined} model */
function limits(model, answer) {
  return el(
    "section",
    {},
    el("h2", {}, t("report.limits")),
    el("ul", {}, el("li", {}, t("limits.notDevice")), el("li", {}, t("limits.seven")), el("li", {}, t("limits.people")), el("li", {}, t("limits.threshold"))),
    el("p", { class: "small" }, model && [t("result.model", { name: model.name, version: model.version }), " · "], answer.model, model && [" · SHA-256 ", el("code", {}, model.sha256)]),
    model && el("p", { class: "small", lang: "en" }, model.intendedUse, " ", model.terms),
  );
}
