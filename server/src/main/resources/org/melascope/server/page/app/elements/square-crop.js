/** A picture with a square on it that can be moved and sized by mouse, touch and keys. */
import { el } from "../shell/dom.js";
import { t } from "../shell/i18n.js";

const LONGEST_SHOWN = 1400;
const SMALLEST = 10;

/**
 * Size is in percent of the picture's shorter side, the place in percent of the way that the square
 * can go.
 *
 * @typedef {{active: boolean, size: number, across: number, down: number}} Square
 */

/** Fires "change" when the square changes. */
export class SquareCrop extends HTMLElement {
  #bitmap = /** @type {ImageBitmap|undefined} */ (undefined);
  #size = 80;
  #across = 50;
  #down = 50;
  #active = false;
  #box = el("div", { class: "crop-box", role: "group", tabindex: "0", hidden: true }, el("span", { class: "crop-corner" }));

  /** @param {ImageBitmap} bitmap stays the caller's */
  show(bitmap) {
    this.#bitmap = bitmap;
    const canvas = drawn(bitmap);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", t("picture.alt"));
    this.#box.setAttribute("aria-label", t("crop.box"));
    this.#box.addEventListener("keydown", (event) => this.#key(event));
    const sheet = el("div", { class: "crop-sheet" }, canvas, this.#box);
    sheet.addEventListener("pointerdown", (event) => this.#grab(event, sheet));
    this.replaceChildren(sheet);
    this.#draw();
  }

  /** The square in the picture's pixels; undefined if the whole picture is wanted. */
  get square() {
    if (!this.#active || !this.#bitmap) {
      return undefined;
    }
    const { width, height } = this.#bitmap;
    const side = (this.#size / 100) * Math.min(width, height);
    return { left: (this.#across / 100) * (width - side), top: (this.#down / 100) * (height - side), side };
  }

  /** All that can be set of it. @returns {Square} */
  get settings() {
    return { active: this.#active, size: this.#size, across: this.#across, down: this.#down };
  }

  get active() {
    return this.#active;
  }
  set active(value) {
    this.#active = value;
    this.#draw();
  }
  get size() {
    return this.#size;
  }
  set size(value) {
    this.#size = clamp(value, SMALLEST, 100);
    this.#draw();
  }
  get across() {
    return this.#across;
  }
  set across(value) {
    this.#across = clamp(value, 0, 100);
    this.#draw();
  }
  get down() {
    return this.#down;
  }
  set down(value) {
    this.#down = clamp(value, 0, 100);
    this.#draw();
  }

  #draw() {
    const square = this.square;
    this.#box.hidden = !square;
    this.toggleAttribute("data-active", this.#active);
    if (square && this.#bitmap) {
      const { width, height } = this.#bitmap;
      this.#box.style.left = `${(100 * square.left) / width}%`;
      this.#box.style.top = `${(100 * square.top) / height}%`;
      this.#box.style.width = `${(100 * square.side) / width}%`;
      this.#box.style.height = `${(100 * square.side) / height}%`;
    }
    this.dispatchEvent(new Event("change"));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = event.shiftKey ? 10 : 2;
    const moves = {
      ArrowLeft: () => (this.across -= step),
      ArrowRight: () => (this.across += step),
      ArrowUp: () => (this.down -= step),
      ArrowDown: () => (this.down += step),
      "+": () => (this.size += 2),
      "-": () => (this.size -= 2),
    };
    if (moves[event.key]) {
      event.preventDefault();
      moves[event.key]();
    }
  }

  /** A press centres the square there; on its corner it sizes it; on it, it moves it. */
  #grab(event, sheet) {
    if (!this.#active || event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.#box.focus();
    const sizing = event.target instanceof Element && event.target.matches(".crop-corner");
    const onBox = event.target === this.#box;
    const start = this.#place(event, sheet);
    const square = /** @type {{left: number, top: number, side: number}} */ (this.square);
    const hold = onBox ? { x: start.x - square.left, y: start.y - square.top } : { x: square.side / 2, y: square.side / 2 };
    const follow = (move) => {
      const at = this.#place(move, sheet);
      if (sizing) {
        this.#stretch(square, Math.max(at.x - square.left, at.y - square.top));
      } else {
        this.#put(at.x - hold.x, at.y - hold.y);
      }
    };
    const end = () => {
      sheet.removeEventListener("pointermove", follow);
      sheet.removeEventListener("pointerup", end);
      sheet.removeEventListener("pointercancel", end);
    };
    sheet.setPointerCapture(event.pointerId);
    sheet.addEventListener("pointermove", follow);
    sheet.addEventListener("pointerup", end);
    sheet.addEventListener("pointercancel", end);
    if (!sizing) {
      follow(event);
    }
  }

  /** A pointer's place in the picture's pixels. */
  #place(event, sheet) {
    const area = sheet.getBoundingClientRect();
    const bitmap = /** @type {ImageBitmap} */ (this.#bitmap);
    return {
      x: ((event.clientX - area.left) / area.width) * bitmap.width,
      y: ((event.clientY - area.top) / area.height) * bitmap.height,
    };
  }

  #put(left, top) {
    const { width, height } = /** @type {ImageBitmap} */ (this.#bitmap);
    const side = (this.#size / 100) * Math.min(width, height);
    this.#across = width > side ? clamp((100 * left) / (width - side), 0, 100) : 50;
    this.#down = height > side ? clamp((100 * top) / (height - side), 0, 100) : 50;
    this.#draw();
  }

  /** Sizes the square and keeps its upper left corner where it was. */
  #stretch(square, side) {
    const { width, height } = /** @type {ImageBitmap} */ (this.#bitmap);
    const room = Math.min(width - square.left, height - square.top);
    this.#size = clamp((100 * Math.min(side, room)) / Math.min(width, height), SMALLEST, 100);
    this.#put(square.left, square.top);
  }
}

function drawn(bitmap) {
  const scale = Math.min(1, LONGEST_SHOWN / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(scale * bitmap.width));
  canvas.height = Math.max(1, Math.round(scale * bitmap.height));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(high, value));
}

customElements.define("square-crop", SquareCrop);
