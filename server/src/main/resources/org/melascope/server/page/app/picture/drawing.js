/** Pictures as the browser draws them: upright, in sRGB. */
import { Problem } from "../assessment/problem.js";

/** A cut-out has no more pixels a side: far more than the network sees, and less than any browser can draw. */
const LONGEST_SIDE = 2048;

/** Above this a cut-out is sent as JPEG of high quality, below without loss. */
const LOSSLESS_PIXELS = 4_000_000;

/** Colours that a canvas must give back as they were drawn, and by how much they may differ. */
const KNOWN = ["rgb(200, 120, 90)", "rgb(40, 160, 220)", "rgb(250, 240, 230)", "rgb(15, 25, 35)"];
const TOLERANCE = 8;

/**
 * Decodes a picture, upright: so browsers do unless they are told otherwise, and older ones know no
 * word for it.
 *
 * @param {Blob} blob
 * @returns {Promise<ImageBitmap|undefined>} undefined for a format that this browser does not draw
 */
export async function decode(blob) {
  try {
    return await createImageBitmap(blob);
  } catch {
    return undefined;
  }
}

/**
 * Cuts a square out of a picture, and makes a very large one smaller.
 *
 * @param {ImageBitmap} bitmap
 * @param {{left: number, top: number, side: number}} square in its pixels
 * @returns {Promise<Blob>}
 * @throws {Problem} where the browser would give another picture
 * @throws {Error} where it cannot, as for want of memory
 */
export async function cut(bitmap, square) {
  if (!givesBackWhatIsDrawn()) {
    throw Problem.of("falsified");
  }
  const side = Math.max(1, Math.round(square.side));
  const drawn = Math.min(side, LONGEST_SIDE);
  const canvas = document.createElement("canvas");
  canvas.width = drawn;
  canvas.height = drawn;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, Math.round(square.left), Math.round(square.top), side, side, 0, 0, drawn, drawn);
  return toBlob(canvas);
}

/** Browsers that hide who their reader is may give noise in place of the picture. */
function givesBackWhatIsDrawn() {
  const canvas = document.createElement("canvas");
  canvas.width = KNOWN.length;
  canvas.height = 1;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  KNOWN.forEach((colour, place) => {
    context.fillStyle = colour;
    context.fillRect(place, 0, 1, 1);
  });
  const { data } = context.getImageData(0, 0, KNOWN.length, 1);
  return KNOWN.every((colour, place) =>
    colour.match(/\d+/g)?.every((sample, channel) => Math.abs(Number(sample) - data[4 * place + channel]) <= TOLERANCE),
  );
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
function toBlob(canvas) {
  const small = canvas.width * canvas.height <= LOSSLESS_PIXELS;
  return new Promise((resolve, reject) => {
    const take = (blob) => (blob ? resolve(blob) : reject(new Error("the canvas gave no picture")));
    canvas.toBlob(take, small ? "image/png" : "image/jpeg", 0.97);
  });
}
