/** A natural frequency as so many marks, some of them filled. The words beside it say the same. */
import { svg } from "../shell/dom.js";

const STEP = 10;

/** Marks in a row, by the number of marks; more marks than these are not drawn. */
const COLUMNS = { 100: 25, 1000: 100 };

export class FrequencyDots extends HTMLElement {
  /** @param {{count: number, of: number}} frequency */
  show({ count, of }) {
    const columns = COLUMNS[of];
    this.hidden = columns === undefined;
    if (columns) {
      const dots = Array.from({ length: of }, (_, i) => dot(i, columns, i < count));
      const viewBox = `0 0 ${STEP * columns} ${(STEP * of) / columns}`;
      this.replaceChildren(svg("svg", { viewBox, "aria-hidden": "true", focusable: "false" }, dots));
    }
  }
}

function dot(i, columns, filled) {
  const cx = STEP * ((i % columns) + 0.5);
  const cy = STEP * (Math.floor(i / columns) + 0.5);
  return svg("circle", { cx, cy, r: filled ? 4.4 : 2.6, class: filled ? "dot filled" : "dot" });
}

customElements.define("frequency-dots", FrequencyDots);
