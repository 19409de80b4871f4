/** A picture and, over it, what in it spoke for a diagnosis and against it. */
import { el } from "../shell/dom.js";
import { t } from "../shell/i18n.js";
import { surface } from "../assessment/evidence.js";
import { diagnosisName } from "../assessment/diagnoses.js";

/** Orange and blue, told apart by everybody who sees colours at all; as in the server's maps. */
export const FOR = [230, 97, 1];
export const AGAINST = [5, 113, 176];

const SAMPLES = 280;
const STRONGEST = 0.85;
const UNSEEN = 0.6;

export class HeatMap extends HTMLElement {
  #image = /** @type {HTMLImageElement} */ (el("img", { class: "heat-picture", alt: "" }));
  #canvas = /** @type {HTMLCanvasElement} */ (el("canvas", { class: "heat-canvas", role: "img" }));

  /**
   * Shows a picture without evidence.
   *
   * @param {string|undefined} url undefined if the browser cannot draw it
   * @param {string} name
   */
  show(url, name) {
    if (url) {
      this.#image.src = url;
      this.#image.addEventListener("load", () => this.#shape(this.#image.naturalWidth, this.#image.naturalHeight));
    }
    this.#image.alt = t("picture.named", { name });
    this.#canvas.hidden = true;
    this.replaceChildren(...(url ? [this.#image] : []), this.#canvas);
  }

  /**
   * Lays the evidence over it.
   *
   * @param {import("../assessment/service.js").Assessment} answer with evidence
   * @param {string} code the diagnosis
   */
  explain(answer, code) {
    const { evidence, width = 1, height = 1 } = answer;
    if (!evidence) {
      return;
    }
    const scale = SAMPLES / Math.max(width, height);
    this.#canvas.width = Math.max(1, Math.round(scale * width));
    this.#canvas.height = Math.max(1, Math.round(scale * height));
    this.#canvas.hidden = false;
    this.#canvas.setAttribute("aria-label", t("heat.alt", { diagnosis: diagnosisName(code) }));
    this.#shape(width, height);
    paint(this.#canvas, evidence, code, scale);
  }

  #shape(width, height) {
    this.style.setProperty("--ratio", String(width / height));
  }

  /** @param {number} opacity of the evidence, from 0 to 1 */
  set opacity(opacity) {
    this.#canvas.style.opacity = String(opacity);
    this.#image.style.filter = `grayscale(${Math.min(1, 1.4 * opacity)})`;
  }
}

/** What the network did not see becomes dark. */
function paint(canvas, evidence, code, scale) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = `rgba(0, 0, 0, ${UNSEEN})`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const { left, top, width, height } = evidence.frame;
  const columns = Math.max(1, Math.round(scale * width));
  const rows = Math.max(1, Math.round(scale * height));
  const pixels = context.createImageData(columns, rows);
  surface(evidence.maps[code], columns, rows).forEach((value, i) => {
    pixels.data.set(value > 0 ? FOR : AGAINST, 4 * i);
    pixels.data[4 * i + 3] = Math.round(255 * STRONGEST * Math.abs(value));
  });
  context.putImageData(pixels, Math.round(scale * left), Math.round(scale * top));
}

customElements.define("heat-map", HeatMap);
