/** Says things to those who hear the page instead of seeing it. */
import { el } from "./dom.js";

/** @param {string} text read aloud when what is being said ends */
export function announce(text) {
  const region = regionInReach();
  region.textContent = "";
  // A region that changes to the same words is not read again; emptied for a moment it is.
  setTimeout(() => {
    region.textContent = text;
  }, 60);
}

/** What lies outside a dialogue that is open is silent. */
function regionInReach() {
  const dialog = document.querySelector("dialog[open]");
  const place = dialog ? dialog.querySelector(".announcer") : document.getElementById("announcer");
  const region = /** @type {HTMLElement} */ (place ?? el("p", { class: "visually-hidden announcer", role: "status" }));
  if (dialog && !place) {
    dialog.append(region);
  }
  return region;
}
