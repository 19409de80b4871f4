/** Keeping a result in the history of this browser. */
import { announce } from "../shell/announce.js";
import { button, el, freshId } from "../shell/dom.js";
import { t } from "../shell/i18n.js";
import { historyWanted, keep, moles } from "../history/store.js";
import { judged } from "../assessment/model.js";

/** @param {import("../shell/session.js").Examination} examination */
export function keepButton(examination) {
  const opener = button(t("keep.button"), async () => {
    const known = historyWanted() ? await moles().catch(() => []) : [];
    // The reader may have gone elsewhere, or pressed again, while the history was read.
    if (opener.isConnected && !document.querySelector("dialog[open]")) {
      open(examination, known);
    }
  });
  return opener;
}

/** @param {string[]} known names of moles */
function open(examination, known) {
  const id = freshId();
  const list = freshId();
  const heading = freshId();
  const field = /** @type {HTMLInputElement} */ (
    el("input", { id, list, required: true, pattern: ".*\\S.*", maxlength: 80, autocomplete: "off", class: "field" })
  );
  const trouble = el("p", { class: "warning", role: "alert" });
  const dialog = /** @type {HTMLDialogElement} */ (
    el("dialog", { class: "dialog", "aria-labelledby": heading, on: { close: () => dialog.remove() } })
  );
  const submit = /** @type {HTMLButtonElement} */ (
    el("button", { type: "submit", class: "primary" }, historyWanted() ? t("keep.save") : t("keep.startAndSave"))
  );
  const save = async (event) => {
    event.preventDefault();
    submit.disabled = true;
    try {
      await keep(field.value.trim(), examination, asShown(examination.answer));
      dialog.close();
      announce(t("keep.done"));
    } catch {
      trouble.textContent = t("keep.failed");
      submit.disabled = false;
    }
  };
  dialog.append(
    el(
      "form",
      { on: { submit: save } },
      el("h2", { id: heading }, t("keep.heading")),
      !historyWanted() && [el("p", {}, t("keep.optIn")), el("p", {}, t("history.forgets"))],
      el("label", { for: id }, t("keep.mole")),
      field,
      el("datalist", { id: list }, known.map((mole) => el("option", { value: mole }))),
      namesToPress(known, field),
      el("p", { class: "quiet small" }, t("keep.mole.hint")),
      trouble,
      el(
        "div",
        { class: "row" },
        submit,
        button(t("dialog.cancel"), () => dialog.close()),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** Where fingers write, for not all browsers there offer the names of a field's list. */
function namesToPress(known, field) {
  const write = (name) => {
    field.value = name;
    announce(name);
  };
  return (
    matchMedia("(pointer: coarse)").matches &&
    known.length > 0 &&
    el("div", { class: "row", role: "group", "aria-label": t("history.mole") }, known.map((name) => button(name, () => write(name))))
  );
}

/** The decision as the result shows it, at the sensitivity that is wanted now. */
function asShown(answer) {
  const { decision, point } = judged(answer);
  return { decision, operatingPoint: answer.operatingPoint && point };
}
