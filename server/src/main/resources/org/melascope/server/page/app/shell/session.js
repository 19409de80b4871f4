/**
 * What the page knows while it is open. Gone with the page; only the history, if the reader wants
 * one, outlives it.
 */
import { currentRoute } from "./router.js";

/**
 * A picture on its way to an answer, and with it.
 *
 * @typedef {Object} Examination
 * @property {string} name the file's, or what the picture is called
 * @property {Blob} original as it came
 * @property {Blob} sent what was assessed: the original, or the square cut from it
 * @property {boolean} thorough whether eight views of it are looked at
 * @property {import("../elements/square-crop.js").Square} [square] as the reader has set it
 * @property {string} [url] an object URL of what was sent, if the browser can show it
 * @property {import("../assessment/service.js").Assessment} [answer]
 * @property {Date} [at] when the answer came
 */

export const session = {
  /** @type {import("../assessment/service.js").Model|undefined} */
  model: undefined,
  /** @type {Examination|undefined} */
  examination: undefined,
  /** @type {import("../assessment/many.js").ManyPictures|undefined} */
  many: undefined,
  /** Wanted sensitivity, as a share. */
  sensitivity: 0.95,
  /** Share of affected lesions among those that are looked at. */
  prevalence: 0.05,
  /** @type {"malignant"|"melanoma"} what is counted in natural frequencies */
  counted: "malignant",
  /** Whether eight views of each picture are looked at. */
  thorough: false,
  /** Whether the number keys choose samples. */
  sampleKeys: true,
  /** Written on the report; not sent, not stored. */
  reportNote: "",
};

let intakes = 0;

/**
 * Notes that the reader takes a picture, one or several, by whatever way.
 *
 * @returns {() => boolean} whether it is still waited for: what comes late, as from a cloud, must
 *     not take the place of what was chosen after it, nor be shown to a reader who went elsewhere
 */
export function beginIntake() {
  const mine = ++intakes;
  const where = currentRoute();
  return () => mine === intakes && currentRoute() === where;
}

/**
 * Turns to another picture and gives the memory of the one before back. What was noted on its
 * report may be about another person.
 *
 * @param {string} name
 * @param {Blob} picture
 * @param {boolean} [thorough]
 */
export function examine(name, picture, thorough = session.thorough) {
  beginIntake();
  forgetUrl(session.examination);
  session.examination = { name, original: picture, sent: picture, thorough };
  session.reportNote = "";
}

/** @param {Examination|undefined} examination which is not shown any more as it was sent */
export function forgetUrl(examination) {
  if (examination?.url) {
    URL.revokeObjectURL(examination.url);
    examination.url = undefined;
  }
}
