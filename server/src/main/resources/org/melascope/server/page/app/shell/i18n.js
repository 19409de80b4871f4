/**
 * The page's words in the reader's language. A key is always written out as a string, so that a
 * test finds keys that are missing in a catalogue and keys that nobody uses.
 */

/** @type {ReadonlyArray<string>} */
export const LANGUAGES = ["en", "de", "es", "fr", "pt"];

/** Of those whose words are a country's. */
const TAGS = { pt: "pt-PT" };

/** @type {Record<string, string>} */
let catalogue = {};
let current = "en";

/** The language shown: one of LANGUAGES. */
export function language() {
  return current;
}

/** The same as a tag of BCP 47, for hyphens, voices and numbers. */
export function languageTag() {
  return TAGS[current] ?? current;
}

/** The address' `?lang=`, else the first of the browser's languages that there is, else English. */
export function preferredLanguage() {
  const asked = new URL(location.href).searchParams.get("lang");
  const wishes = [asked ?? "", ...navigator.languages];
  const codes = wishes.map((wish) => wish.toLowerCase().split("-")[0]);
  return codes.find((code) => LANGUAGES.includes(code)) ?? "en";
}

let turn = 0;

/**
 * Changes the language of the page's frame; views draw themselves anew.
 *
 * @param {string} code one of LANGUAGES
 * @returns {Promise<boolean>} false if another one has been asked for meanwhile, which is then the
 *     one that counts, whichever catalogue comes first
 */
export async function useLanguage(code) {
  const mine = ++turn;
  try {
    const words = await fetchCatalogue(code);
    if (mine === turn) {
      catalogue = words;
      current = code;
      document.documentElement.lang = languageTag();
      translate(document.body);
    }
  } catch (failure) {
    if (mine === turn) {
      throw failure;
    }
  }
  return mine === turn;
}

async function fetchCatalogue(code) {
  const response = await fetch(new URL(`i18n/${code}.json`, document.baseURI));
  if (!response.ok) {
    throw new Error(`i18n/${code}.json: ${response.status}`);
  }
  return response.json();
}

/** Keeps the language in the address, and nowhere else: the page stores nothing unasked. */
export function rememberLanguage(code) {
  const address = new URL(location.href);
  address.searchParams.set("lang", code);
  history.replaceState(history.state, "", address);
}

/**
 * A text.
 *
 * @param {string} key
 * @param {Record<string, string|number>} [values] for the {placeholders}
 */
export function t(key, values = {}) {
  const text = catalogue[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * A text with elements in it.
 *
 * @param {string} text whose {placeholders} they take
 * @param {Record<string, Node>} elements
 * @returns {(string|Node)[]}
 */
export function withElements(text, elements) {
  return text.split(/\{(\w+)\}/).map((part, i) => (i % 2 === 0 ? part : (elements[part] ?? `{${part}}`)));
}

/**
 * A text that depends on a number.
 *
 * @param {number} count also the value of {count}
 * @param {string} one key for one
 * @param {string} other key for any other number
 * @param {Record<string, string|number>} [values] for further {placeholders}
 */
export function counted(count, one, other, values = {}) {
  const single = new Intl.PluralRules(languageTag()).select(count) === "one";
  return t(single ? one : other, { ...values, count: new Intl.NumberFormat(languageTag()).format(count) });
}

/** @param {HTMLElement} root whose elements with data-i18n and data-i18n-label get their words */
function translate(root) {
  for (const node of root.querySelectorAll("[data-i18n]")) {
    node.textContent = t(node.getAttribute("data-i18n") ?? "");
  }
  for (const node of root.querySelectorAll("[data-i18n-label]")) {
    node.setAttribute("aria-label", t(node.getAttribute("data-i18n-label") ?? ""));
  }
}
