/** A share as a hundred marks, so many of them filled. The words beside it say the same. */
import { svg } from "../shell/dom.js";

const COLUMNS = 25;
const STEP = 10;

export class HundredDots extends HTMLElement {
  /** @param {number} share in [0, 1] */
  show(share) {
    const filled = Math.round(100 * share);
    const dots = Array.from({ length: 100 }, (_, i) => {
      const cx = STEP * ((i % COLUMNS) + 0.5);
      const cy = STEP * (Math.floor(i / COLUMNS) + 0.5);
      return svg("circle", { cx, cy, r: i < filled ? 4.2 : 2.6, class: i < filled ? "dot filled" : "dot" });
    });
    const viewBox = `0 0 ${STEP * COLUMNS} ${(STEP * 100) / COLUMNS}`;
    this.replaceChildren(svg("svg", { viewBox, "aria-hidden": "true", focusable: "false" }, dots));
  }
}

customElements.define("hundred-dots", HundredDots);
