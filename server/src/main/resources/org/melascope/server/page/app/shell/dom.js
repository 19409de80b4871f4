/**
 * Building elements without a template language, so that no text is ever read as markup.
 */

/** @typedef {Node|string|number|undefined|false} Child */

/**
 * Makes an element.
 *
 * @param {string} tag
 * @param {Object<string, any>} [attributes] `on` takes an object of listeners; true sets an empty
 *     attribute; false and undefined leave it out
 * @param {...(Child|Child[])} children false and undefined are left out
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * Makes an SVG element.
 *
 * @param {string} tag
 * @param {Object<string, any>} [attributes]
 * @param {...(Child|Child[])} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** @param {Element} node @param {Object<string, any>} attributes @param {any[]} children */
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) {
        node.addEventListener(event, listener);
      }
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...present(children));
  return node;
}

/** @param {any[]} children */
function present(children) {
  return children
    .flat(3)
    .filter((child) => child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

let ids = 0;

/** A name for an element that no other has, for labels. */
export function freshId() {
  ids += 1;
  return `e${ids}`;
}

/**
 * A button.
 *
 * @param {string} text its accessible name
 * @param {(event: Event) => void} press
 * @param {Object<string, any>} [attributes]
 */
export function button(text, press, attributes = {}) {
  return el("button", { type: "button", ...attributes, on: { click: press } }, text);
}

/** A link to keep a text as a file, followed at once. */
export function saveText(text, name, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
