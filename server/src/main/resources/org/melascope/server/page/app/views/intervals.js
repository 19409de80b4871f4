/** Areas under the ROC curve as points with their intervals, one line for each row of the table. */
import { svg } from "../shell/dom.js";
import { fixed } from "../shell/format.js";
import { t } from "../shell/i18n.js";

const LEFT = 360;
const RIGHT = 780;
const LINE = 24;
const LOWEST = 0.5;

/** @param {{source: string, question: string, group: {auc?: {value?: number, low?: number, high?: number}}}[]} rows */
export function intervals(rows) {
  const drawn = rows.filter(({ group }) => group.auc?.value !== undefined);
  const height = LINE * (drawn.length + 1.5);
  return svg(
    "svg",
    { class: "intervals", viewBox: `0 0 800 ${height}`, role: "img", "aria-label": t("about.figure") },
    [0.5, 0.6, 0.7, 0.8, 0.9, 1].map((value) => axis(value, height)),
    drawn.map((row, i) => line(row, LINE * (i + 0.75))),
  );
}

function x(value) {
  return LEFT + ((Math.max(LOWEST, value) - LOWEST) / (1 - LOWEST)) * (RIGHT - LEFT);
}

function axis(value, height) {
  return [
    svg("line", { class: "grid", x1: x(value), x2: x(value), y1: 0, y2: height - LINE }),
    svg("text", { class: "tick-text", x: x(value), y: height - 6, "text-anchor": "middle" }, fixed(value, 1)),
  ];
}

function line({ source, question, group }, y) {
  const { value, low = value, high = value } = group.auc;
  return [
    svg("text", { x: LEFT - 14, y: y + 4, "text-anchor": "end" }, `${source} · ${question}`),
    svg("line", { class: "interval", x1: x(low), x2: x(high), y1: y, y2: y }),
    svg("circle", { class: "value", cx: x(value), cy: y, r: 4.5 }),
  ];
}
