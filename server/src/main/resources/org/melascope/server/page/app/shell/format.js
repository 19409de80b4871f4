/** Numbers, shares and dates as the reader's language writes them. */
import { languageTag } from "./i18n.js";

/** @type {{of: string, compare: (first: string, second: string) => number}|undefined} the last one */
let collator;

/** The language shown, of the country that the browser names: English dates differ by country. */
function locale() {
  return navigator.languages.find((wish) => wish.startsWith(languageTag())) ?? languageTag();
}

/** A probability in [0, 1] with one decimal: "91.5 %". Never 0 or 100 unless it is. */
export function percent(probability) {
  if (probability > 0 && probability < 0.0005) {
    return `<\u00a0${share(0.001, 1)}`;
  }
  if (probability < 1 && probability > 0.9995) {
    return `>\u00a0${share(0.999, 1)}`;
  }
  return share(probability, 1);
}

/** A share in [0, 1] without decimals: "95 %". */
export function wholePercent(value) {
  return share(value, 0);
}

/** A share in [0, 1] with as many decimals as it has, at most one: "0.5 %", "5 %". */
export function shortPercent(value) {
  return number(100 * value, { maximumFractionDigits: 1 }) + "\u00a0%";
}

/** The difference of two probabilities, signed, in percentage points: "+3.2". */
export function points(difference) {
  return number(100 * difference, { signDisplay: "exceptZero", ...decimals(1) });
}

/** A share as natural frequency out of 100: "95". */
export function ofHundred(value) {
  return number(100 * value, decimals(0));
}

/** A number with a fixed number of decimals. */
export function fixed(value, digits) {
  return number(value, decimals(digits));
}

/** A whole number with separators. */
export function whole(value) {
  return number(value, decimals(0));
}

/** Which of two names comes first: numbers in them by their value, letters whatever their case. */
export function byName(first, second) {
  const wanted = locale();
  if (collator?.of !== wanted) {
    collator = { of: wanted, compare: new Intl.Collator(wanted, { numeric: true }).compare };
  }
  return collator.compare(first, second);
}

/** @param {Date} date */
export function dateTime(date) {
  const style = { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(locale(), style).format(date);
}

function share(value, digits) {
  return number(100 * value, decimals(digits)) + "\u00a0%";
}

function decimals(digits) {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

function number(value, options) {
  return new Intl.NumberFormat(locale(), options).format(value);
}
