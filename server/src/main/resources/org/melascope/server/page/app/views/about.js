/** The model: what it is, how well it did, its card. */
import { problemWords } from "../shell/banner.js";
import { el } from "../shell/dom.js";
import { fixed, ofHundred, whole } from "../shell/format.js";
import { t } from "../shell/i18n.js";
import { session } from "../shell/session.js";
import { Problem } from "../assessment/problem.js";
import { renewModel } from "../assessment/model.js";
import { markdown } from "./markdown.js";
import { intervals } from "./intervals.js";

/** @returns {Promise<import("../shell/router.js").View>} */
export async function aboutView() {
  const title = t("nav.about");
  const heading = el("h1", {}, title);
  try {
    await renewModel();
  } catch (failure) {
    // The model that was told before is better than none.
    if (!session.model) {
      return { title, node: el("div", { class: "page" }, heading, problemWords(Problem.from(failure))) };
    }
  }
  const model = session.model;
  const node = el(
    "div",
    { class: "page about" },
    heading,
    el("p", { class: "notice" }, t("notice")),
    identity(model),
    evaluation(model),
    model.card && el("section", { "aria-labelledby": "card-heading" }, el("h2", { id: "card-heading" }, t("about.card")), el("div", { class: "card-text", lang: "en" }, markdown(model.card, 2))),
  );
  return { title, node };
}

function identity(model) {
  const pair = (term, value) => el("div", {}, el("dt", {}, term), el("dd", {}, value));
  return el(
    "dl",
    { class: "pairs" },
    pair(t("about.name"), model.name),
    pair(t("about.version"), model.version),
    model.created && pair(t("about.created"), model.created),
    pair("SHA-256", el("code", {}, model.sha256)),
    pair(t("about.gates"), model.gates ? t("about.gates.some") : t("gates.none")),
    pair(t("about.use"), el("span", { lang: "en" }, model.intendedUse)),
    pair(t("about.terms"), el("span", { lang: "en" }, model.terms)),
  );
}

/** @typedef {{value?: number, low?: number, high?: number}} Auc */

function evaluation(model) {
  const rows = sourceRows(model.metrics?.sources ?? []);
  if (rows.length === 0) {
    return el("p", {}, t("about.noEvaluation"));
  }
  const targets = model.defaultSensitivity;
  return el(
    "section",
    {},
    el("h2", {}, t("about.evaluation")),
    el("p", {}, t("about.evaluation.explained", { sensitivity: ofHundred(targets) })),
    el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": t("about.figure") }, intervals(rows)),
    el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": t("about.evaluation") }, table(rows)),
  );
}

/** One row for each source and question that has an AUC or an operating point. */
function sourceRows(sources) {
  return sources.flatMap((source) =>
    [
      { question: t("about.melanoma"), group: source.melanoma },
      { question: t("about.malignant"), group: source.malignant },
      ...(source.origins ?? []).map((origin) => ({ question: t("about.origin", { origin: origin.name }), group: origin.melanoma })),
    ]
      .filter(({ group }) => group && (group.auc || group.atDefault))
      .map((row) => ({ ...row, source: source.name === "all" ? t("about.all") : source.name })),
  );
}

function table(rows) {
  const head = [t("about.source"), t("about.question"), t("about.pictures"), t("about.positives"), t("about.auc"), t("about.sensitivity"), t("about.specificity"), t("about.ece")];
  return el(
    "table",
    {},
    el("caption", { class: "visually-hidden" }, t("about.evaluation")),
    el("thead", {}, el("tr", {}, head.map((text, i) => el("th", { scope: "col", class: i > 1 ? "number" : undefined }, text)))),
    el(
      "tbody",
      {},
      rows.map(({ source, question, group }) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, source),
          el("td", {}, question),
          cell(whole(group.pictures)),
          cell(whole(group.positives)),
          cell(interval(group.auc)),
          cell(interval(group.atDefault?.sensitivity)),
          cell(interval(group.atDefault?.specificity)),
          cell(group.calibrationError === undefined ? "–" : fixed(group.calibrationError, 3)),
        ),
      ),
    ),
  );
}

function cell(text) {
  return el("td", { class: "number" }, text);
}

function interval(share) {
  if (share?.value === undefined) {
    return "–";
  }
  const bounds = share.low === undefined ? "" : ` [${fixed(share.low, 3)}–${fixed(share.high, 3)}]`;
  return fixed(share.value, 3) + bounds;
}
