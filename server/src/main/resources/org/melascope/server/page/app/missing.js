/**
 * Says that the page cannot start. No module itself, for where one does not come none runs. The
 * first view takes the place of these words.
 */
addEventListener(
  "error",
  (event) => {
    if (event.target instanceof HTMLScriptElement) {
      // The script may be known to be missing before the words are there.
      if (document.readyState === "loading") {
        addEventListener("DOMContentLoaded", tell);
      } else {
        tell();
      }
    }
  },
  true,
);

function tell() {
  document.getElementById("missing")?.removeAttribute("hidden");
}
