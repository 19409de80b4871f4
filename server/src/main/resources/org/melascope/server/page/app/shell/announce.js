/** Says things to those who hear the page instead of seeing it. */

/** @param {string} text read aloud when what is being said ends */
export function announce(text) {
  const region = /** @type {HTMLElement} */ (document.getElementById("announcer"));
  region.textContent = "";
  // A region that changes to the same words is not read again; emptied for a moment it is.
  setTimeout(() => {
    region.textContent = text;
  }, 60);
}
