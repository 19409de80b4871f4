/** Decisions in words, in a colour and in a shape, so that none of the three is needed alone. */
import { t } from "../shell/i18n.js";
import { svg } from "../shell/dom.js";

const DECISIONS = {
  SUSPICIOUS: { words: "decision.suspicious", meaning: "decision.suspicious.meaning", tone: "warm" },
  LIKELY_BENIGN: { words: "decision.below", meaning: "decision.below.meaning", tone: "cool" },
  UNCERTAIN: { words: "decision.uncertain", meaning: "decision.uncertain.meaning", tone: "doubt" },
  NOT_ASSESSABLE: { words: "decision.notAssessable", meaning: "decision.notAssessable.meaning", tone: "plain" },
  ERROR: { words: "decision.error", meaning: "problem.internal", tone: "plain" },
};

/** Triangle, circle, diamond, square, octagon; and a sign in each. */
const SHAPES = {
  SUSPICIOUS: ["M16 3 30.5 28.5h-29Z", "M16 12v8M16 24v.5"],
  LIKELY_BENIGN: ["M16 3a13 13 0 1 1 0 26a13 13 0 1 1 0-26Z", "M16 9v12M11 17l5 5l5-5"],
  UNCERTAIN: ["M16 1.5 30.5 16 16 30.5 1.5 16Z", "M12.5 12.5a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.5M16 22.5v.5"],
  NOT_ASSESSABLE: ["M4 4h24v24H4Z", "M10 10l12 12M22 10 10 22"],
  ERROR: ["M11 3h10l8 8v10l-8 8H11l-8-8V11Z", "M16 9v8M16 22v.5"],
};

/** @param {string} decision */
export function decisionWords(decision) {
  return t(DECISIONS[decision].words);
}

/** @param {string} decision what it says, in a sentence or two */
export function decisionMeaning(decision) {
  return t(DECISIONS[decision].meaning);
}

/** The class of its colour: "warm", "cool", "doubt" or "plain". */
export function decisionTone(decision) {
  return DECISIONS[decision].tone;
}

/** Its shape, hidden from screen readers: the words stand beside it. */
export function decisionShape(decision) {
  const [outline, sign] = SHAPES[decision];
  return svg(
    "svg",
    { class: `shape ${decisionTone(decision)}`, viewBox: "0 0 32 32", "aria-hidden": "true", focusable: "false" },
    svg("path", { class: "outline", d: outline }),
    svg("path", { class: "sign", d: sign }),
  );
}
