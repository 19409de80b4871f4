/** The synthetic pictures that come with Melascope. */
import { t } from "../shell/i18n.js";
import { beginIntake, examine } from "../shell/session.js";
import { showProblem } from "../shell/banner.js";
import { go } from "../shell/router.js";
import { Problem } from "../assessment/problem.js";

/** @typedef {{file: string, caption: string}} Sample caption is a key of the catalogue */

/** @type {Sample[]} the first has the key 1 */
export const SAMPLES = [
  { file: "synthetic-melanoma.jpg", caption: "sample.melanoma" },
  { file: "synthetic-naevus.jpg", caption: "sample.naevus" },
  { file: "synthetic-keratosis.jpg", caption: "sample.keratosis" },
  { file: "synthetic-haemangioma.jpg", caption: "sample.haemangioma" },
  { file: "synthetic-hair-and-ruler.jpg", caption: "sample.hair" },
  { file: "synthetic-dark-skin-and-vignette.jpg", caption: "sample.darkSkin" },
];

/** @param {Sample} sample the address of its small picture */
export function thumbnail(sample) {
  return `thumbnails/${sample.file}`;
}

/**
 * Asks about a sample at once: there is nothing to crop. A sample that comes slowly is not shown to
 * a reader who has gone elsewhere meanwhile.
 *
 * @param {Sample} sample
 */
export async function assessSample(sample) {
  const wanted = beginIntake();
  try {
    const response = await fetch(new URL(`samples/${sample.file}`, document.baseURI));
    if (!response.ok) {
      throw new Error(`${sample.file}: ${response.status}`);
    }
    const picture = await response.blob();
    if (wanted()) {
      showProblem(undefined);
      examine(t(sample.caption), picture);
      go("/result");
    }
  } catch {
    if (wanted()) {
      showProblem(Problem.of("unreachable"), () => assessSample(sample));
    }
  }
}
