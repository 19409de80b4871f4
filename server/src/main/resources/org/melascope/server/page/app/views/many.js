/** Several pictures in a table that sorts by risk. */
import { announce } from "../shell/announce.js";
import { button, el, saveText } from "../shell/dom.js";
import { percent, wholePercent } from "../shell/format.js";
import { counted, t } from "../shell/i18n.js";
import { go } from "../shell/router.js";
import { examine, session } from "../shell/session.js";
import { toCsv } from "../assessment/csv.js";
import { decisionAt, pointAt } from "../assessment/curve.js";
import { decisionShape, decisionWords } from "../assessment/decisions.js";
import { noGates, reasonsInShort } from "./reasons.js";
import { startView } from "./start.js";

/** @typedef {import("../assessment/many.js").Item} Item */

/** What a column sorts by; where that is missing the row comes last. */
const SORTS = {
  number: (item) => item.number,
  name: (item) => item.file.name.toLowerCase(),
  malignant: (item) => item.answer?.pMalignant,
  melanoma: (item) => item.answer?.pMelanoma,
};

/** @returns {import("../shell/router.js").View} */
export function manyView() {
  const many = session.many;
  if (!many) {
    return startView();
  }
  const order = { by: "malignant", falling: true };
  const summary = el("div", { class: "many-summary" });
  const head = el("thead", { role: "rowgroup" });
  const body = el("tbody", { role: "rowgroup" });
  const rows = new Rows(many);
  let wasBusy = many.busy;
  const draw = () => {
    keepingFocus(summary, () => summary.replaceChildren(...summaryParts(many)));
    keepingFocus(body, () => body.replaceChildren(...sorted(many.items, order).map((item) => rows.of(item))));
    if (wasBusy && !many.busy) {
      announce(counted(many.done, "many.done.one", "many.done.other"));
    }
    wasBusy = many.busy;
  };
  const sort = (by) => {
    order.falling = order.by === by ? !order.falling : by !== "name" && by !== "number";
    order.by = by;
    keepingFocus(head, () => head.replaceChildren(headRow(order, sort)));
    draw();
  };
  head.append(headRow(order, sort));
  draw();
  many.addEventListener("change", draw);
  const node = el(
    "div",
    { class: "many" },
    el("h1", {}, t("many.heading")),
    el("p", { class: "notice" }, t("notice")),
    summary,
    session.model && el("p", { class: "quiet" }, thresholdWords(session.model)),
    session.model && noGates(session.model),
    el(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": t("many.heading") },
      el("table", { role: "table" }, el("caption", { class: "visually-hidden" }, t("many.caption")), head, body),
    ),
  );
  return { title: t("many.heading"), node, leave: () => many.removeEventListener("change", draw) };
}

/** A table's rows, each drawn anew only when its picture gets on: there may be hundreds. */
class Rows {
  /** @type {Map<Item, {stage: string, node: HTMLElement}>} */
  #drawn = new Map();
  #many;

  constructor(many) {
    this.#many = many;
  }

  /** @param {Item} item */
  of(item) {
    let drawn = this.#drawn.get(item);
    if (drawn?.stage !== item.stage) {
      drawn = { stage: item.stage, node: row(this.#many, item) };
      this.#drawn.set(item, drawn);
    }
    return drawn.node;
  }
}

/** Redraws without taking the focus away from a button that is drawn again. */
function keepingFocus(root, draw) {
  const name = root.contains(document.activeElement) ? document.activeElement?.getAttribute("data-name") : null;
  draw();
  if (name) {
    root.querySelector(`[data-name="${CSS.escape(name)}"]`)?.focus();
  }
}

function summaryParts(many) {
  const failed = many.items.filter((item) => item.stage === "failed" || item.stage === "cancelled");
  const refused = many.items.filter((item) => item.answer?.decision === "NOT_ASSESSABLE").length;
  const wait = many.items.find((item) => item.wait)?.wait;
  const progress = el("progress", { max: many.items.length, value: many.done, "aria-label": t("many.progress") });
  return [
    el(
      "p",
      { class: "many-progress" },
      progress,
      el("span", {}, t("many.count", { done: many.done, all: many.items.length })),
      refused > 0 && el("span", {}, counted(refused, "many.notJudged.one", "many.notJudged.other")),
      wait && el("span", { class: "quiet" }, t("result.busy", { seconds: wait })),
    ),
    el(
      "div",
      { class: "row" },
      many.busy && button(t("many.cancel"), () => many.cancel(), { "data-name": "cancel" }),
      failed.length > 0 && button(counted(failed.length, "many.retryAll.one", "many.retryAll.other"), () => many.retry(failed), { "data-name": "retry" }),
      !many.busy && many.lookedAtOnce.length > 0 && button(t("thorough.againAll"), () => many.lookThoroughly(), { "data-name": "thorough" }),
      button(t("many.csv"), () => saveCsv(many), { class: "primary", disabled: many.done === 0, "data-name": "csv" }),
      button(t("many.close"), () => close(many), { "data-name": "close" }),
    ),
  ];
}

function headRow(order, sort) {
  const column = (by, words, numeric) =>
    el(
      "th",
      { scope: "col", role: "columnheader", class: numeric ? "number" : undefined, "aria-sort": order.by === by ? (order.falling ? "descending" : "ascending") : undefined },
      button(words, () => sort(by), { class: "sort", "data-name": by }),
    );
  return el(
    "tr",
    { role: "row" },
    column("number", t("many.number"), true),
    el("th", { scope: "col", role: "columnheader", class: "still" }, t("many.picture")),
    column("name", t("many.name"), false),
    el("th", { scope: "col", role: "columnheader", class: "still" }, t("many.decision")),
    column("malignant", t("result.malignant"), true),
    column("melanoma", t("result.melanoma"), true),
    el("th", { scope: "col", role: "columnheader", class: "still" }, t("many.action")),
  );
}

function sorted(items, { by, falling }) {
  const value = SORTS[by];
  return [...items].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === undefined || y === undefined) {
      return Number(x === undefined) - Number(y === undefined) || a.number - b.number;
    }
    const rising = x < y ? -1 : Number(x > y);
    return (falling ? -rising : rising) || a.number - b.number;
  });
}

/** Roles are written out because narrow screens lay the rows out as blocks. */
function row(many, item) {
  const cell = (name, ...content) => el("td", { role: "cell", class: name }, content);
  const number = (name, words, value) =>
    el("td", { role: "cell", class: `number ${name}`, "data-words": words }, value === undefined ? "–" : percent(value));
  const picture = el("img", { src: item.url, alt: "", class: "thumb", loading: "lazy" });
  picture.addEventListener("error", () => picture.classList.add("missing"));
  return el(
    "tr",
    { role: "row" },
    cell("number nth", item.number),
    cell("cell-picture", picture),
    el("th", { scope: "row", role: "rowheader" }, item.file.name),
    cell("cell-outcome", outcome(item)),
    number("cell-malignant", t("result.malignant"), item.answer?.pMalignant),
    number("cell-melanoma", t("result.melanoma"), item.answer?.pMelanoma),
    cell("cell-action", action(many, item)),
  );
}

function thresholdWords(model) {
  const point = pointAt(model.operatingCurve, session.sensitivity);
  return t("report.threshold", { sensitivity: wholePercent(point.targetSensitivity), threshold: percent(point.threshold) });
}

/** At the sensitivity that is wanted now, which may not be the one that was asked with. */
function decisionOf(answer) {
  const { model, sensitivity } = session;
  return model ? decisionAt(answer, pointAt(model.operatingCurve, sensitivity)) : answer.decision;
}

/** @param {Item} item */
function outcome(item) {
  if (item.answer) {
    const decision = decisionOf(item.answer);
    const words = el("span", {}, decisionWords(decision), " ", reasonsInShort(item.answer), viewsInShort(item.answer));
    return el("span", { class: "outcome" }, decisionShape(decision), words);
  }
  if (item.problem) {
    const words = el("span", {}, item.problem.title, " ", el("span", { class: "quiet" }, item.problem.advice));
    return el("span", { class: "outcome" }, decisionShape("ERROR"), words);
  }
  return el("span", { class: "quiet" }, item.stage === "asking" ? t("many.asking") : t("many.waiting"));
}

function viewsInShort({ agreement }) {
  return agreement && el("span", { class: "quiet small" }, t("thorough.short", { low: percent(agreement.lowest), high: percent(agreement.highest) }));
}

/** @param {import("../assessment/many.js").ManyPictures} many @param {Item} item */
function action(many, item) {
  const name = item.file.name;
  if (item.answer) {
    return button(t("many.open"), () => open(item), { "aria-label": t("many.openNamed", { name }), "data-name": `open${item.number}` });
  }
  if (item.problem) {
    return button(t("problem.retry"), () => many.retry([item]), { "aria-label": t("many.retryNamed", { name }), "data-name": `again${item.number}` });
  }
  return undefined;
}

/** @param {Item} item the view of a result asks again, for the evidence */
function open(item) {
  examine(item.file.name, item.file, item.answer?.agreement !== undefined);
  go("/result");
}

function saveCsv(many) {
  const rows = many.items
    .filter((item) => item.answer || item.problem)
    .map((item) => ({
      name: item.file.name,
      answer: item.answer,
      decision: item.answer ? decisionOf(item.answer) : "ERROR",
      reason: item.problem ? item.problem.detail || item.problem.title : "",
    }));
  saveText(toCsv(rows, session.model?.identity ?? ""), "melascope.csv", "text/csv;charset=utf-8");
}

function close(many) {
  many.dispose();
  session.many = undefined;
  go("/");
}
