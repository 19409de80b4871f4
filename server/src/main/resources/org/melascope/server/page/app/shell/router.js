/** Which view is shown: the part of the address behind `#`. */
import { Problem } from "../assessment/problem.js";
import { showProblem } from "./banner.js";
import { t } from "./i18n.js";

/**
 * @typedef {Object} View
 * @property {string} title of the window
 * @property {HTMLElement} node
 * @property {string} [route] its own, where it may be shown in place of another that has nothing to show
 * @property {() => void} [leave] called before another view is shown
 *
 * @typedef {() => Promise<View>|View} Opener
 */

/** @type {Map<string, Opener>} */
const openers = new Map();

/** @type {View|undefined} */
let shown;
let turn = 0;

/** @param {string} route such as "/about" @param {Opener} opener */
export function route(route, opener) {
  openers.set(route, opener);
}

/** The route of the address; "/" for one that there is not. */
export function currentRoute() {
  const asked = location.hash.replace(/^#/, "");
  return openers.has(asked) ? asked : "/";
}

/** Goes to a view, drawing it anew if it is the one that is shown. */
export function go(path) {
  if (currentRoute() === path) {
    show(true);
  } else {
    location.hash = path;
  }
}

/**
 * Draws the view of the address.
 *
 * @param {boolean} moveFocus to its heading, as after following a link
 */
export async function show(moveFocus) {
  const mine = ++turn;
  const address = location.hash;
  const path = currentRoute();
  const view = await opened(path, () => mine === turn);
  if (!view || mine !== turn) {
    view?.leave?.();
    return;
  }
  const route = view.route ?? path;
  correctAddress(address, `#${route}`);
  shown?.leave?.();
  shown = view;
  document.title = view.title ? t("shell.title", { view: view.title }) : "Melascope";
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  main.dataset.view = route;
  main.replaceChildren(view.node);
  markCurrent(route);
  if (moveFocus) {
    scrollTo(0, 0);
    focusHeading(main);
  }
}

/** Says in the address what is shown where that is not what was asked for, unless it has changed since. */
function correctAddress(asked, right) {
  if (asked !== "" && asked !== right && location.hash === asked) {
    history.replaceState(history.state, "", right);
  }
}

/** A view; undefined, and who still waits for it is told, where its module cannot be loaded. */
async function opened(path, wanted) {
  try {
    return await /** @type {Opener} */ (openers.get(path))();
  } catch (failure) {
    if (!(failure instanceof Problem)) {
      console.error(failure);
    }
    if (wanted()) {
      showProblem(Problem.from(failure), () => {
        showProblem(undefined);
        show(true);
      });
    }
    return undefined;
  }
}

/** @param {HTMLElement} main */
function focusHeading(main) {
  const start = /** @type {HTMLElement} */ (main.querySelector("[data-focus]") ?? main.querySelector("h1") ?? main);
  if (start.matches("h1")) {
    start.tabIndex = -1;
  }
  start.focus({ preventScroll: true });
}

function markCurrent(path) {
  const area = ["/history", "/about", "/programs"].includes(path) ? path : "/";
  for (const link of document.querySelectorAll("#nav a")) {
    if (link.getAttribute("href") === `#${area}`) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

/** Draws a view whenever the address changes; problems and dialogues stay with the view they came in. */
export function followAddress() {
  addEventListener("hashchange", () => {
    if (location.hash.startsWith("#/") || location.hash === "") {
      showProblem(undefined);
      document.querySelectorAll("dialog[open]").forEach((dialog) => /** @type {HTMLDialogElement} */ (dialog).close());
      show(true);
    }
  });
}
