/** Answers in the columns of `melascope classify --format csv`. */
import { CODES } from "./diagnoses.js";
import { reasonsAt } from "./reasons.js";

const COLUMNS = ["image", "decision", "p_malignant", "p_melanoma", ...CODES, "reasons", "model"];

/**
 * @param {{name: string, answer?: import("./service.js").Assessment, decision: string,
 *     reason: string}[]} rows `reason` is why there is no answer
 * @param {string} model for rows without an answer
 */
export function toCsv(rows, model) {
  const lines = rows.map(({ name, answer, decision, reason }) => {
    if (!answer?.probabilities) {
      const reasons = answer ? names(answer, decision) : reason;
      return [name, decision, "", "", ...CODES.map(() => ""), reasons, answer?.model ?? model];
    }
    return [
      name,
      decision,
      digits(answer.pMalignant),
      digits(answer.pMelanoma),
      ...CODES.map((code) => digits(answer.probabilities?.[code])),
      names(answer, decision),
      answer.model,
    ];
  });
  return [COLUMNS, ...lines].map((line) => line.map(quoted).join(",") + "\n").join("");
}

/** The names of the reasons, which are the same in every language. */
function names(answer, decision) {
  return reasonsAt(answer, decision)
    .map((finding) => finding.name)
    .join(";");
}

/** Six significant digits. */
function digits(value) {
  return value === undefined ? "" : String(Number(value.toPrecision(6)));
}

/**
 * RFC 4180. A spreadsheet takes a cell that starts with one of =+-@ for a formula; a file may be
 * called so, a probability cannot.
 */
function quoted(value) {
  const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
