/** Two pictures of one mole side by side, with the change in score. */
import { el, freshId } from "../shell/dom.js";
import { dateTime, points } from "../shell/format.js";
import { t } from "../shell/i18n.js";
import { entryWords } from "./entry.js";

/** @param {(import("../history/store.js").Entry & {url: string})[]} pictures two or more, oldest first */
export function comparison(pictures) {
  const chosen = { left: pictures[0], right: pictures[pictures.length - 1] };
  const panels = el("div", { class: "side-by-side" });
  const change = el("div", { class: "change", role: "status" });
  const draw = () => {
    panels.replaceChildren(panel(chosen.left), panel(chosen.right));
    change.replaceChildren(...changeWords(...Object.values(chosen).sort((a, b) => a.at - b.at)));
  };
  const pick = (which, label) => {
    const id = freshId();
    const select = /** @type {HTMLSelectElement} */ (
      el("select", { id }, pictures.map((entry) => el("option", { value: entry.id }, `${dateTime(entry.at)} · ${entry.name}`)))
    );
    select.value = String(chosen[which].id);
    select.addEventListener("change", () => {
      chosen[which] = pictures.find((entry) => entry.id === Number(select.value)) ?? chosen[which];
      draw();
    });
    return el("div", { class: "choice" }, el("label", { for: id }, label), select);
  };
  draw();
  return el(
    "section",
    { "aria-label": t("compare.heading") },
    el("h2", {}, t("compare.heading")),
    el("div", { class: "row" }, pick("left", t("compare.left")), pick("right", t("compare.right"))),
    panels,
    change,
  );
}

function panel(entry) {
  return el(
    "figure",
    {},
    el("img", { src: entry.url, alt: t("picture.named", { name: entry.name }) }),
    el("figcaption", {}, el("b", {}, dateTime(entry.at)), entryWords(entry)),
  );
}

/** From the older one to the newer one, whichever stands on the left. */
function changeWords(older, newer) {
  const [before, after] = [older.answer, newer.answer];
  if (before.pMalignant === undefined || after.pMalignant === undefined) {
    return [el("p", {}, t("compare.none"))];
  }
  return [
    el(
      "p",
      { class: "change-figures" },
      t("compare.change", {
        older: dateTime(older.at),
        newer: dateTime(newer.at),
        malignant: points(after.pMalignant - before.pMalignant),
        melanoma: points(after.pMelanoma - before.pMelanoma),
      }),
    ),
    before.model !== after.model && el("p", { class: "warning" }, t("compare.otherModel")),
    el("p", { class: "quiet" }, t("compare.caution")),
  ].filter(Boolean);
}
