/** Several pictures in a table that sorts by risk. */
import { announce } from "../shell/announce.js";
import { confirmed } from "../shell/confirm.js";
import { button, el, saveText } from "../shell/dom.js";
import { byName, percent, wholePercent } from "../shell/format.js";
import { counted, t } from "../shell/i18n.js";
import { go } from "../shell/router.js";
import { beginIntake, examine, session } from "../shell/session.js";
import { toCsv } from "../assessment/csv.js";
import { pointAt } from "../assessment/curve.js";
import { decisionShape, decisionWords } from "../assessment/decisions.js";
import { judged } from "../assessment/model.js";
import { inMemory } from "../picture/bytes.js";
import { noGates, reasonsInShort } from "./reasons.js";
import { startView } from "./start.js";

/** @typedef {import("../assessment/many.js").Item} Item */

/** What a column sorts by; where that is missing the row comes last. */
const SORTS = {
  number: (item) => item.number,
  name: (item) => item.file.name,
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
  const summary = new Summary(many);
  const threshold = el("p", { class: "quiet" });
  const head = el("thead", { role: "rowgroup" });
  const body = el("tbody", { role: "rowgroup" });
  const rows = new Rows(many);
  let wasBusy = many.busy;
  const draw = () => {
    summary.update();
    threshold.textContent = session.model ? thresholdWords(session.model, many.items) : "";
    keepingFocus(body, () => arrange(body, sorted(many.items, order).map((item) => rows.of(item))));
    if (wasBusy && !many.busy) {
      announce(outcomeInShort(many));
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
    summary.node,
    threshold,
    session.model && noGates(session.model),
    el(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": t("many.heading") },
      el("table", { role: "table" }, el("caption", { class: "visually-hidden" }, t("many.caption")), head, body),
    ),
  );
  return { title: t("many.heading"), node, leave: () => many.removeEventListener("change", draw) };
}

/** What is said aloud when nothing is under way any more. */
function outcomeInShort({ done, items, stopped }) {
  if (done === items.length) {
    return counted(done, "many.done.one", "many.done.other");
  }
  return stopped ? counted(done, "many.stopped.one", "many.stopped.other", { all: items.length }) : t("many.count", { done, all: items.length });
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

/**
 * Puts rows in order and leaves alone what stands right: a row that is taken out and put back loses
 * the press on its button.
 */
function arrange(body, rows) {
  const kept = new Set(rows);
  [...body.children].filter((child) => !kept.has(child)).forEach((child) => child.remove());
  rows.forEach((row, i) => {
    if (body.children[i] !== row) {
      body.insertBefore(row, body.children[i] ?? null);
    }
  });
}

/**
 * Redraws without taking the focus away from a button that is drawn again; where the button is gone
 * its row has it.
 */
function keepingFocus(root, draw) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const names = [focused, focused?.closest("tr")].map((node) => node?.getAttribute("data-name"));
  draw();
  if (focused && document.activeElement !== focused) {
    const [button, row] = names.map((name) => root.querySelector(`[data-name="${name}"]`));
    (button ?? row)?.focus();
  }
}

/** What is done and what can be done; its buttons stay the same ones while the numbers change. */
class Summary {
  #many;
  #progress = el("progress", { "aria-label": t("many.progress") });
  #count = el("span", { tabindex: "-1" });
  #refused = el("span");
  #wait = el("span", { class: "quiet" });
  #cancel = button(t("many.cancel"), () => this.#many.cancel());
  #retry = button("", () => this.#many.retry(this.#failed));
  #thorough = button(t("thorough.againAll"), () => this.#many.lookThoroughly());
  #csv = button(t("many.csv"), () => saveCsv(this.#many), { class: "primary" });

  constructor(many) {
    this.#many = many;
    this.node = el(
      "div",
      { class: "many-summary" },
      el("p", { class: "many-progress" }, this.#progress, this.#count, this.#refused, this.#wait),
      el("div", { class: "row" }, this.#cancel, this.#retry, this.#thorough, this.#csv, button(t("many.close"), () => close(many))),
    );
  }

  get #failed() {
    return this.#many.items.filter((item) => item.problem?.passing);
  }

  /** The count takes the focus of a button that has done its work and goes. */
  update() {
    const pressed = this.node.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : undefined;
    this.#tell();
    if (pressed?.hidden) {
      this.#count.focus();
    }
  }

  #tell() {
    const { items, done, busy, lookedAtOnce } = this.#many;
    const failed = this.#failed.length;
    const refused = items.filter((item) => item.answer?.decision === "NOT_ASSESSABLE").length;
    const wait = items.find((item) => item.wait)?.wait;
    this.#progress.setAttribute("max", items.length);
    this.#progress.setAttribute("value", done);
    this.#count.textContent = t("many.count", { done, all: items.length });
    say(this.#refused, refused > 0 && counted(refused, "many.notJudged.one", "many.notJudged.other"));
    say(this.#wait, wait && t("result.busy", { seconds: wait }));
    this.#cancel.hidden = !busy;
    say(this.#retry, failed > 0 && counted(failed, "many.retryAll.one", "many.retryAll.other"));
    this.#thorough.hidden = busy || lookedAtOnce.length === 0;
    this.#csv.toggleAttribute("disabled", !items.some((item) => item.answer || item.problem));
  }
}

/** @param {HTMLElement} node @param {string|false|0|undefined} words none hide it */
function say(node, words) {
  node.hidden = !words;
  node.textContent = words || "";
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
    const rising = typeof x === "string" ? byName(x, y) : x - y;
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
    { role: "row", tabindex: "-1", "data-name": `row${item.number}` },
    cell("number nth", item.number),
    cell("cell-picture", picture),
    el("th", { scope: "row", role: "rowheader" }, item.file.name),
    cell("cell-outcome", outcome(item)),
    number("cell-malignant", t("result.malignant"), item.answer?.pMalignant),
    number("cell-melanoma", t("result.melanoma"), item.answer?.pMelanoma),
    cell("cell-action", actions(many, item)),
  );
}

/** Of the model that answers now, and whether all did by it. */
function thresholdWords(model, items) {
  const point = pointAt(model.operatingCurve, session.sensitivity);
  const words = t("report.threshold", { sensitivity: wholePercent(point.targetSensitivity), threshold: percent(point.threshold) });
  const mixed = items.some(({ answer }) => answer && answer.model !== model.identity);
  return mixed ? `${words}. ${t("many.otherModel")}` : words;
}

/** @param {Item} item an answer stays while the picture is looked at again, and if that fails */
function outcome(item) {
  if (item.answer) {
    const { decision } = judged(item.answer);
    const words = el("span", {}, decisionWords(decision), " ", reasonsInShort(item.answer, decision), viewsInShort(item.answer), " ", again(item));
    return el("span", { class: "outcome" }, decisionShape(decision), words);
  }
  if (item.problem) {
    const words = el("span", {}, item.problem.title, " ", el("span", { class: "quiet" }, item.problem.advice));
    return el("span", { class: "outcome" }, decisionShape("ERROR"), words);
  }
  return underway(item);
}

/** What has become of looking at a picture once more. @param {Item} item */
function again(item) {
  if (item.problem) {
    return el("span", { class: "quiet" }, item.problem.title);
  }
  return item.stage !== "answered" && underway(item);
}

/** @param {Item} item */
function underway(item) {
  return el("span", { class: "quiet" }, item.stage === "asking" ? t("many.asking") : t("many.waiting"));
}

function viewsInShort({ agreement }) {
  return agreement && el("span", { class: "quiet small" }, t("thorough.short", { low: percent(agreement.lowest), high: percent(agreement.highest) }));
}

/** @param {import("../assessment/many.js").ManyPictures} many @param {Item} item */
function actions(many, item) {
  const name = item.file.name;
  return el(
    "span",
    { class: "row" },
    item.answer && button(t("many.open"), () => open(item), { "aria-label": t("many.openNamed", { name }), "data-name": `open${item.number}` }),
    item.problem?.passing && button(t("problem.retry"), () => many.retry([item]), { "aria-label": t("many.retryNamed", { name }), "data-name": `again${item.number}` }),
  );
}

/** @param {Item} item the view of a result asks again, for the evidence */
async function open(item) {
  const wanted = beginIntake();
  const picture = await inMemory(item.file).catch(() => item.file);
  if (wanted()) {
    examine(item.file.name, picture, item.answer?.agreement !== undefined);
    go("/result");
  }
}

function saveCsv(many) {
  const rows = many.items
    .filter((item) => item.answer || item.problem)
    .map((item) => ({
      name: item.file.name,
      answer: item.answer,
      decision: item.answer ? judged(item.answer).decision : "ERROR",
      reason: item.problem ? item.problem.detail || item.problem.title : "",
    }));
  saveText(toCsv(rows, session.model?.identity ?? ""), "melascope.csv", "text/csv;charset=utf-8");
}

/** Asks first if answers would be lost. */
async function close(many) {
  if (many.worthKeeping && !(await confirmed(t("many.close.ask"), t("many.close")))) {
    return;
  }
  many.dispose();
  session.many = undefined;
  go("/");
}
