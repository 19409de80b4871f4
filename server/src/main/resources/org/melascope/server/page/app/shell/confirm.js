/** Asks before something is lost. */
import { button, el, freshId } from "./dom.js";
import { t } from "./i18n.js";

/**
 * @param {string} question
 * @param {string} act what the button that does it says
 * @returns {Promise<boolean>}
 */
export function confirmed(question, act) {
  return new Promise((resolve) => {
    const heading = freshId();
    const close = () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    };
    const dialog = /** @type {HTMLDialogElement} */ (
      el(
        "dialog",
        { class: "dialog", "aria-labelledby": heading, on: { close } },
        el("h2", { id: heading }, question),
        el(
          "div",
          { class: "row" },
          button(t("dialog.cancel"), () => dialog.close("no")),
          button(act, () => dialog.close("yes"), { class: "danger" }),
        ),
      )
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
