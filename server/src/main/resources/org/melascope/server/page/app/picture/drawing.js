/** Pictures as the browser draws them: upright, in sRGB. */

/** Above this a cut-out is sent as JPEG of high quality, below without loss. */
const LOSSLESS_PIXELS = 4_000_000;

/**
 * Decodes a picture.
 *
 * @param {Blob} blob
 * @returns {Promise<ImageBitmap|undefined>} undefined for a format that this browser does not draw
 */
export async function decode(blob) {
  try {
    return await createImageBitmap(blob, { imageOrientation: "from-image" });
  } catch {
    return undefined;
  }
}

/**
 * Cuts a square out of a picture.
 *
 * @param {ImageBitmap} bitmap
 * @param {{left: number, top: number, side: number}} square in its pixels
 * @returns {Promise<Blob>}
 */
export function cut(bitmap, square) {
  const side = Math.max(1, Math.round(square.side));
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(bitmap, Math.round(square.left), Math.round(square.top), side, side, 0, 0, side, side);
  return toBlob(canvas);
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
export function toBlob(canvas) {
  const small = canvas.width * canvas.height <= LOSSLESS_PIXELS;
  return new Promise((resolve, reject) => {
    const take = (blob) => (blob ? resolve(blob) : reject(new Error("the canvas gave no picture")));
    canvas.toBlob(take, small ? "image/png" : "image/jpeg", 0.97);
  });
}
