/** What keys are called. */
import { t } from "./i18n.js";

/** A letter with the key that commands go with on this system: "Ctrl+V", "⌘V". */
export function withControl(letter) {
  return /Mac|iP/.test(navigator.platform) ? `⌘${letter}` : `${t("keys.control")}+${letter}`;
}
