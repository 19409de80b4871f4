/** The key of a server that wants one, kept until the window is closed. */
import { t } from "../shell/i18n.js";
import { button, el, freshId } from "../shell/dom.js";

const NAME = "melascope.key";

/** What a key can be made of, with spaces around that came with copying: no other can be sent. */
const CHARACTERS = "\\s*[!-~]+\\s*";

/** @type {Promise<boolean>|undefined} so that two requests at once ask once */
let asking;

/** For browsers that are told to store nothing at all. */
let unstored = "";

/** The key; "" if none was given. */
export function apiKey() {
  try {
    return sessionStorage.getItem(NAME) ?? unstored;
  } catch {
    return unstored;
  }
}

function keepKey(key) {
  unstored = key;
  try {
    sessionStorage.setItem(NAME, key);
  } catch {
    // The key then lasts as long as the page.
  }
}

/**
 * Asks the reader for the server's key.
 *
 * @param {boolean} refused whether the one before was wrong
 * @returns {Promise<boolean>} whether one was given
 */
export function askForKey(refused) {
  asking ??= open(refused).finally(() => {
    asking = undefined;
  });
  return asking;
}

function open(refused) {
  return new Promise((resolve) => {
    const id = freshId();
    const heading = freshId();
    const field = el("input", { id, type: "password", autocomplete: "off", required: true, pattern: CHARACTERS, title: t("key.characters"), class: "field" });
    const dialog = /** @type {HTMLDialogElement} */ (
      el(
        "dialog",
        { class: "dialog", "aria-labelledby": heading, on: { close: done } },
        el(
          "form",
          { method: "dialog", on: { submit: keep } },
          el("h2", { id: heading }, t("key.heading")),
          refused && el("p", { class: "warning" }, t("key.refused")),
          el("p", {}, t("key.explained")),
          el("label", { for: id }, t("key.label")),
          field,
          el(
            "div",
            { class: "row" },
            el("button", { type: "submit", class: "primary" }, t("key.use")),
            button(t("dialog.cancel"), () => dialog.close()),
          ),
        ),
      )
    );
    // Firefox would put the button's value, which is none, in place of what is returned.
    function keep(event) {
      event.preventDefault();
      keepKey(/** @type {HTMLInputElement} */ (field).value.trim());
      dialog.close("kept");
    }
    function done() {
      dialog.remove();
      resolve(dialog.returnValue === "kept");
    }
    document.body.append(dialog);
    dialog.showModal();
  });
}
