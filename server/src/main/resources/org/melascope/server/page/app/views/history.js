/** The history of this browser: one mole's pictures over time, two of them side by side. */
import { announce } from "../shell/announce.js";
import { confirmed } from "../shell/confirm.js";
import { button, el, freshId } from "../shell/dom.js";
import { byName, dateTime } from "../shell/format.js";
import { counted, t } from "../shell/i18n.js";
import { show } from "../shell/router.js";
import { endHistory, entries, historyWanted, remove, startHistory } from "../history/store.js";
import { comparison } from "./comparison.js";
import { entryWords } from "./entry.js";

/** The mole that was looked at last: the one to come back to after a picture was deleted. */
let chosen = "";

/** @returns {Promise<import("../shell/router.js").View>} */
export async function historyView() {
  const title = t("nav.history");
  if (!historyWanted()) {
    return { title, node: invitation() };
  }
  const urls = [];
  const address = (blob) => {
    urls.push(URL.createObjectURL(blob));
    return urls[urls.length - 1];
  };
  const leave = () => urls.forEach((url) => URL.revokeObjectURL(url));
  try {
    const all = await entries();
    return { title, node: all.length > 0 ? gallery(all, address) : empty(), leave };
  } catch {
    return { title, node: frame(el("p", { class: "problem", role: "alert" }, t("history.unreadable"))), leave };
  }
}

function frame(...parts) {
  return el("div", { class: "page history" }, el("h1", {}, t("nav.history")), parts);
}

function invitation() {
  const trouble = troubleLine();
  const start = () => {
    try {
      startHistory();
      show(true);
    } catch {
      trouble.textContent = t("history.unreadable");
    }
  };
  return frame(
    el("p", { class: "lead" }, t("history.off")),
    el("p", {}, explained()),
    trouble,
    button(t("history.start"), start, { class: "primary" }),
  );
}

function empty() {
  return frame(el("p", { class: "lead" }, t("history.empty")), el("p", {}, explained()), endButton());
}

/** Where it is, and that it is no archive. */
function explained() {
  return `${t("history.explained")} ${t("history.forgets")}`;
}

/** @param {import("../history/store.js").Entry[]} all @param {(blob: Blob) => string} address */
function gallery(all, address) {
  const names = [...new Set(all.map((entry) => entry.mole))].sort(byName);
  const shown = el("div", { class: "mole" });
  const id = freshId();
  const select = /** @type {HTMLSelectElement} */ (
    el("select", { id }, names.map((name) => el("option", { value: name }, name)))
  );
  const draw = () => {
    chosen = select.value;
    shown.replaceChildren(...mole(all.filter((entry) => entry.mole === chosen), address));
  };
  if (names.includes(chosen)) {
    select.value = chosen;
  }
  select.addEventListener("change", draw);
  draw();
  return frame(
    el("p", { class: "notice" }, t("notice")),
    el("div", { class: "choice" }, el("label", { for: id }, t("history.mole")), select),
    shown,
    el("p", { class: "quiet" }, explained()),
    endButton(),
  );
}

function mole(list, address) {
  const pictures = list.map((entry) => ({ ...entry, url: address(entry.picture) }));
  return [
    pictures.length > 1 ? comparison(pictures) : el("p", {}, t("history.needTwo")),
    el("h2", {}, counted(pictures.length, "history.pictures.one", "history.pictures.other")),
    el("ul", { class: "entries", role: "list" }, pictures.map(card)),
  ];
}

function card(entry) {
  const when = dateTime(entry.at);
  const trouble = troubleLine();
  const drop = async () => {
    if (await confirmed(t("history.deleteOne.ask", { when }), t("history.deleteOne"))) {
      await deleted(() => remove(entry.id), trouble);
    }
  };
  return el(
    "li",
    {},
    el("img", { src: entry.url, alt: t("picture.named", { name: entry.name }), class: "entry-picture" }),
    el("p", {}, el("b", {}, when)),
    entryWords(entry),
    button(t("history.deleteOne"), drop, { "aria-label": t("history.deleteNamed", { when }) }),
    trouble,
  );
}

function troubleLine() {
  return el("p", { class: "warning", role: "alert" });
}

/** @param {() => Promise<any>} act that deletes @param {HTMLElement} trouble says if it could not */
async function deleted(act, trouble) {
  try {
    await act();
  } catch {
    trouble.textContent = t("history.unreadable");
    return;
  }
  announce(t("history.deleted"));
  show(true);
}

function endButton() {
  const trouble = troubleLine();
  const end = async () => {
    if (await confirmed(t("history.end.ask"), t("history.end"))) {
      await deleted(endHistory, trouble);
    }
  };
  return el("div", {}, button(t("history.end"), end), trouble);
}
