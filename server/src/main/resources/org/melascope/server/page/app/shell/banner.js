/** A problem that is not part of a view, above all views. */
import { button, el } from "./dom.js";
import { t } from "./i18n.js";

/** @type {{problem?: import("../assessment/problem.js").Problem, retry?: () => void}} */
let shown = {};

/**
 * Shows a problem until the next one, or none.
 *
 * @param {import("../assessment/problem.js").Problem|undefined} problem
 * @param {() => void} [retry] offered if trying again can help
 */
export function showProblem(problem, retry) {
  shown = { problem, retry };
  drawProblem();
}

/** Draws it, anew in another language. The focus of a button that goes is given to the one that comes, or to the view. */
export function drawProblem() {
  const { problem, retry } = shown;
  const banner = /** @type {HTMLElement} */ (document.getElementById("banner"));
  const pressed = banner.contains(document.activeElement);
  banner.replaceChildren();
  if (problem) {
    banner.append(
      el(
        "div",
        { class: "problem" },
        problemWords(problem),
        el(
          "div",
          { class: "row" },
          retry && button(t("problem.retry"), retry, { class: "primary" }),
          button(t("problem.dismiss"), () => showProblem(undefined)),
        ),
      ),
    );
  }
  if (pressed) {
    /** @type {HTMLElement|null} */ (banner.querySelector("button") ?? document.getElementById("main"))?.focus();
  }
}

/** What happened, what to do, and the server's own words in small. */
export function problemWords(problem) {
  return el(
    "div",
    {},
    el("p", { class: "problem-title" }, problem.title),
    el("p", {}, problem.advice),
    problem.detail && el("p", { class: "small", lang: "en" }, problem.detail),
  );
}
